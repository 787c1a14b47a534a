import type { NewAuditEntry } from '../audit/index.js';
import type { Actor } from '../common/index.js';
import type { Certificate } from './certificate.entity.js';

export const certificateActions = [
  'certificates.reserved',
  'certificates.issued',
  'certificates.drawing_failed',
  'certificates.name_corrected',
  'certificates.retried',
  'certificates.resumed',
  'certificates.revoked',
] as const;
export type CertificateAction = (typeof certificateActions)[number];

/** Entry about one certificate; it is named by its serial, never by its holder. */
export const ofCertificate = (
  actor: Actor,
  action: CertificateAction,
  { id, eventId, serial }: Pick<Certificate, 'id' | 'eventId' | 'serial'>,
  payload: Record<string, unknown> = {},
): NewAuditEntry => ({
  actor,
  action,
  subject: { kind: 'certificate', id },
  eventId,
  payload: { serial, ...payload },
});
