import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { isFull, type Tx } from '../database/index.js';
import { FileErrors } from './files.errors.js';
import { LocalFolder } from './local-folder.js';
import { StoredFile } from './stored-file.entity.js';

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

  /** The row that foreign keys name. The same bytes may be recorded by several. */
  async record(tx: Tx, ref: StoredFileRef): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(StoredFile)
      .values({ ...ref, createdAt: this.clock.now() })
      .orUpdate(['sha256'], ['sha256'])
      .updateEntity(false)
      .execute();
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

  /** Which of these have a row. */
  async recorded(m: EntityManager, sha256: string[]): Promise<Set<string>> {
    const rows = await m.find(StoredFile, { select: { sha256: true }, where: { sha256: In(sha256) } });
    return new Set(rows.map((row) => row.sha256));
  }
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
