import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from './database.js';
import { dataSourceOptions, type Schema } from './options.js';
import { Transactions } from './transaction.js';

@Global()
@Module({})
export class DatabaseModule {
  static with(schema: Schema): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            ...dataSourceOptions(config, schema),
            manualInitialization: true,
            retryAttempts: 0,
          }),
        }),
      ],
      providers: [Database, Transactions],
      exports: [Database, Transactions],
    };
  }
}
