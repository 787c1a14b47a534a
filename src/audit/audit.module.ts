import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.service.js';
import { AuditRepository } from './audit.repository.js';
import { Audit } from './audit.js';

/** Global, since every capability writes its entries through it. */
@Global()
@Module({ controllers: [AuditController], providers: [Audit, AuditLog, AuditRepository], exports: [Audit, AuditLog] })
export class AuditModule {}
