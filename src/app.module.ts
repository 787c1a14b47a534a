import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { type Clock, CommonModule } from './common/index.js';
import { type Config, ConfigModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { HealthController } from './health.controller.js';
import { schema } from './schema.js';

@Module({})
export class AppModule {
  static with(config: Config, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      imports: [ConfigModule.with(config), CommonModule.with(clock), DatabaseModule.with(schema), AuditModule],
    };
  }
}
