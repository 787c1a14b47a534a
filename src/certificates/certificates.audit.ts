export const certificateActions = [
  'certificates.reserved',
  'certificates.issued',
  'certificates.drawing_failed',
  'certificates.retried',
  'certificates.resumed',
  'certificates.revoked',
] as const;
