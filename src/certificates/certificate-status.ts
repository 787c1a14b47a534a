/**
 * `reserved`: the number is taken, the paper not yet drawn. `issued`: the file stands. `revoked`: declared invalid; a
 * reserved one whose paper cannot be drawn is revoked too, so that its number is void with a reason and no gap remains.
 */
export const certificateStates = ['reserved', 'issued', 'revoked'] as const;
export type CertificateState = (typeof certificateStates)[number];

export const versionStates = ['current', 'replaced'] as const;
export type VersionState = (typeof versionStates)[number];

const allowed: Record<CertificateState, readonly CertificateState[]> = {
  reserved: ['issued', 'revoked'],
  issued: ['revoked'],
  revoked: [],
};

export const mayBecome = (from: CertificateState, to: CertificateState): boolean => allowed[from].includes(to);

/** States from which `to` may be reached; the guard of every UPDATE that changes the state. */
export const statesBefore = (to: CertificateState): CertificateState[] =>
  certificateStates.filter((from) => mayBecome(from, to));
