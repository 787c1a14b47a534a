import { AuditEntry } from './audit/index.js';
import type { Schema } from './database/index.js';
import { Audit1700000000100 } from './database/migrations/100-audit.js';

/** Every table of the application, in the order of the capabilities. */
export const schema: Schema = {
  entities: [AuditEntry],
  migrations: [Audit1700000000100],
};
