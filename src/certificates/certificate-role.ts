export const certificateRoles = ['participant'] as const;
export type CertificateRole = (typeof certificateRoles)[number];

/** As printed after "sebagai"; official papers are in Indonesian only. */
export const printedRole: Record<CertificateRole, string> = { participant: 'peserta' };
