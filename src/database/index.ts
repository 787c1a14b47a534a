export { Database, type Reader } from './database.js';
export { DatabaseModule } from './database.module.js';
export { AlreadyExists, driverFault, isFull, isReferenced, uniqueGuard } from './faults.js';
export { insertRows } from './insert.js';
export { oneOf } from './one-of.js';
export { dataSourceOptions, type Schema } from './options.js';
export { SharedReads } from './shared-reads.js';
export { Transactions, type Tx } from './transaction.js';
export * from './columns.js';
