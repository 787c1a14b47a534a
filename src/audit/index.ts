export { Audit, type NewAuditEntry } from './audit.js';
export { AuditEntry } from './audit-entry.entity.js';
export { AuditLog } from './audit-log.service.js';
export { AuditModule } from './audit.module.js';
