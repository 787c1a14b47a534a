import { QueryFailedError } from 'typeorm';

/** A unique key refused a row. `key` is the engine's words for the key, for logs and for choosing the answer. */
export class AlreadyExists extends Error {
  constructor(readonly key: string) {
    super(`a unique key refused the row: ${key}`);
    this.name = 'AlreadyExists';
  }
}

interface DriverFault {
  code?: string;
  errno?: number;
  message?: string;
}

/** The driver's own error behind whatever wraps it. */
export function driverFault(error: unknown): DriverFault {
  if (error instanceof QueryFailedError) return error.driverError as DriverFault;
  return typeof error === 'object' && error !== null ? error : {};
}

const DEADLOCK = 1213;
const LOCK_TIMEOUT = 1205;
const CLUSTER_NOT_READY = 1047;
const AWAY = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'POOL_CLOSED',
]);
const SHUTTING_DOWN = new Set([1053, 1927, 2006, 2013]);

export const isDuplicate = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
};

/** A row that others name was not removed. */
export const isReferenced = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  // SQLite runs ON DELETE RESTRICT as a trigger.
  return errno === 1451 || code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === 'SQLITE_CONSTRAINT_TRIGGER';
};

/** The database could not be reached, or the connection broke. */
export const isAway = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  return (code !== undefined && AWAY.has(code)) || (errno !== undefined && SHUTTING_DOWN.has(errno));
};

/** The disk is full; nothing was written. */
export const isFull = (error: unknown): boolean => {
  const { code, errno } = driverFault(error);
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || errno === 1021 || errno === 1114;
};

/** The whole transaction may be run again: nothing of it was committed. */
export const isTransient = (error: unknown): boolean => {
  const { errno } = driverFault(error);
  return errno === DEADLOCK || errno === LOCK_TIMEOUT || errno === CLUSTER_NOT_READY || isAway(error);
};

/** Runs statements and turns the engine's "duplicate key" into AlreadyExists. */
export async function uniqueGuard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new AlreadyExists(driverFault(error).message ?? '');
    throw error;
  }
}
