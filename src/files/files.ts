import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { isFull, type Tx } from '../database/index.js';
import { FileErrors } from './files.errors.js';
import { FilesRepository } from './files.repository.js';
import { LocalFolder } from './local-folder.js';

export interface StoredFileRef {
  sha256: string;
  size: number;
  mediaType: string;
}

/** Bytes by their SHA-256, never changed. `put` comes before the transaction, `record` inside it. */
@Injectable()
export class Files {
  private readonly folder: LocalFolder;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly rows: FilesRepository,
  ) {
    this.folder = new LocalFolder(join(config.dataDir, 'files'));
  }

  /**
   * The bytes are on disk when this returns; a sweep takes them a day later if no transaction records them.
   * @throws DomainError STORAGE_FULL
   */
  async put(bytes: Buffer, mediaType: string): Promise<StoredFileRef> {
    const sha256 = sha256Of(bytes);
    try {
      await this.folder.write(sha256, bytes);
    } catch (error) {
      if (isFull(error)) throw FileErrors.storageFull(error);
      throw error;
    }
    return { sha256, size: bytes.length, mediaType };
  }

  /** The row that foreign keys name. */
  record(tx: Tx, ref: StoredFileRef): Promise<void> {
    return this.rows.insert(tx, { ...ref, createdAt: this.clock.now() });
  }

  /** What its last owner let go of; bytes that others name stay. The sweep takes them, so a crash leaves no row without its file. */
  forget(tx: Tx, sha256: string): Promise<void> {
    return this.rows.deleteUnnamed(tx, sha256);
  }

  /** @throws DomainError FILE_MISSING, FILE_DAMAGED when the bytes are not the ones that were stored. */
  async read(sha256: string): Promise<Buffer> {
    let bytes: Buffer;
    try {
      bytes = await this.folder.read(sha256);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw FileErrors.missing(sha256, error);
      throw error;
    }
    if (sha256Of(bytes) !== sha256) throw FileErrors.damaged(sha256);
    return bytes;
  }

  /** Removes files that were put before `before` and that no row names. @returns how many. */
  async sweep(before: Date, recorded: (sha256: string[]) => Promise<Set<string>>): Promise<number> {
    let removed = 0;
    for await (const names of this.folder.olderThan(before)) {
      const named = await recorded(names);
      for (const sha256 of names) {
        if (!named.has(sha256) && (await this.folder.remove(sha256, before))) removed += 1;
      }
    }
    return removed;
  }
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
