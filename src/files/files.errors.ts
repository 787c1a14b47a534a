import { DomainError } from '../common/index.js';

export const FileErrors = {
  /** The disk is full; nothing was kept. */
  storageFull: (cause: unknown) => new DomainError('STORAGE_FULL', 507, { cause }),
  missing: (sha256: string, cause: unknown) => new DomainError('FILE_MISSING', 500, { extra: { sha256 }, cause }),
  /** The bytes are not the ones that were stored: a failing disk, or somebody changed the folder by hand. */
  damaged: (sha256: string) => new DomainError('FILE_DAMAGED', 500, { extra: { sha256 } }),
};
