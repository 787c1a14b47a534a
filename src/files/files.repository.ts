import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { isReferenced, type Tx } from '../database/index.js';
import { StoredFile } from './stored-file.entity.js';

@Injectable()
export class FilesRepository {
  /** The same bytes may be recorded by several; the row stays as the first wrote it. */
  async insert(tx: Tx, file: StoredFile): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(StoredFile)
      .values(file)
      .orUpdate(['sha256'], ['sha256'])
      .updateEntity(false)
      .execute();
  }

  /** The foreign keys tell whether somebody names it still; the statement alone fails then, not the transaction. */
  async deleteUnnamed(tx: Tx, sha256: string): Promise<void> {
    try {
      await tx.delete(StoredFile, { sha256 });
    } catch (error) {
      if (!isReferenced(error)) throw error;
    }
  }

  /** Which of these have a row. */
  async recorded(m: EntityManager, sha256: string[]): Promise<Set<string>> {
    const rows = await m.find(StoredFile, { select: { sha256: true }, where: { sha256: In(sha256) } });
    return new Set(rows.map((row) => row.sha256));
  }
}
