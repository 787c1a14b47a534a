import type { NewJob } from '../jobs/index.js';

export interface DrawPayload {
  certificateId: string;
}

export const drawKind = 'certificates.draw';

/** One drawing job per certificate for ever: a later try is the same job again. */
export const drawKey = (certificateId: string): string => `${drawKind}:${certificateId}`;

export const drawJob = (certificateId: string): NewJob => ({
  kind: drawKind,
  key: drawKey(certificateId),
  payload: { certificateId } satisfies DrawPayload,
  maxAttempts: 6,
});

/** The hours follow each change of a certificate; that capability comes later and is known here by its kind of job alone. */
export const recordJob = (certificateId: string, state: 'issued' | 'revoked'): NewJob => ({
  kind: 'training-records.record',
  key: `training-records.record:${certificateId}:${state}`,
  payload: { certificateId },
});
