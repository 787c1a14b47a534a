import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../src/common/index.js';
import { Transactions } from '../../src/database/index.js';
import { Files, type StoredFileRef } from '../../src/files/index.js';
import { FilesRepository } from '../../src/files/files.repository.js';
import { SweepFilesJob } from '../../src/files/sweep-files.job.js';
import { TestApp } from '../support/app.js';

const DAY = 86_400_000;
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('stored files', () => {
  let app: TestApp;
  let files: Files;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', now: new Date() });
    files = app.get(Files);
    await rm(join(app.db.folder, 'files'), { recursive: true, force: true });
  });
  afterAll(() => app.close());

  const pathOf = ({ sha256 }: StoredFileRef) => join(app.db.folder, 'files', sha256.slice(0, 2), sha256);
  const age = async (ref: StoredFileRef, days: number) => {
    const then = new Date(Date.now() - days * DAY);
    await utimes(pathOf(ref), then, then);
  };

  it('lie under their SHA-256 and come back as they were', async () => {
    const bytes = Buffer.from('sertifikat');
    const ref = await files.put(bytes, 'application/pdf');
    expect(ref).toEqual({ sha256: hash(bytes), size: 10, mediaType: 'application/pdf' });
    expect(await files.read(ref.sha256)).toEqual(bytes);
    expect(await readdir(join(pathOf(ref), '..'))).toEqual([ref.sha256]);
  });

  it('may be put and recorded twice', async () => {
    const put = () => files.put(Buffer.from('dua kali'), 'application/pdf');
    const refs = await Promise.all([put(), put(), put()]);
    const [ref] = refs;
    await app.get(Transactions).run(async (tx) => {
      await files.record(tx, ref);
      await files.record(tx, ref);
    });
    const rows = await app.db.query('SELECT size FROM stored_file WHERE sha256 = ?', [ref.sha256]);
    expect(rows).toEqual([{ size: 8 }]);
  });

  it('are not handed out once somebody changed them', async () => {
    const ref = await files.put(Buffer.from('asli'), 'text/plain');
    await writeFile(pathOf(ref), 'palsu');
    await expect(files.read(ref.sha256)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await rm(pathOf(ref));
    await expect(files.read(ref.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('without a row are swept a day later, others never', async () => {
    const [kept, young, orphan] = (await Promise.all(
      ['kept', 'young', 'orphan'].map((text) => files.put(Buffer.from(text), 'text/plain')),
    )) as [StoredFileRef, StoredFileRef, StoredFileRef];
    await app.get(Transactions).run((tx) => files.record(tx, kept));
    await age(kept, 30);
    await age(orphan, 2);
    const left = `${pathOf(orphan)}.1-1.new`;
    await writeFile(left, 'half');
    await utimes(left, new Date(0), new Date(0));

    await app.get(SweepFilesJob).run();
    expect(await files.read(kept.sha256)).toEqual(Buffer.from('kept'));
    expect(await files.read(young.sha256)).toEqual(Buffer.from('young'));
    expect(existsSync(pathOf(orphan))).toBe(false);
    expect(existsSync(left)).toBe(false);
  });

  it('that are put again while the sweep looks are kept', async () => {
    const ref = await files.put(Buffer.from('again'), 'text/plain');
    await age(ref, 2);
    const removed = await files.sweep(new Date(Date.now() - DAY), async (names) => {
      await files.put(Buffer.from('again'), 'text/plain');
      return new Set(names.filter((name) => name !== ref.sha256));
    });
    expect(removed).toBe(0);
    expect(await files.read(ref.sha256)).toEqual(Buffer.from('again'));
  });
});

describe('a full disk', () => {
  let folder = '';

  beforeAll(async () => {
    if (process.getuid?.() !== 0)
      throw new Error("Mounting a small disk is the administrator's: run the tests as root.");
    folder = await mkdtemp(join(tmpdir(), 'bintek-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  });
  afterAll(async () => {
    if (folder === '') return;
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });

  it('refuses the file, keeps nothing of it, and works again once there is space', async () => {
    await mkdir(join(folder, 'data'));
    const files = new Files(
      { dataDir: join(folder, 'data') } as ConstructorParameters<typeof Files>[0],
      new Clock(),
      new FilesRepository(),
    );
    const small = await files.put(Buffer.alloc(100_000, 1), 'application/pdf');
    await expect(files.put(Buffer.alloc(2_000_000, 2), 'application/pdf')).rejects.toMatchObject({
      code: 'STORAGE_FULL',
      status: 507,
    });
    const names = await readdir(join(folder, 'data', 'files'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
    expect(await files.read(small.sha256)).toHaveLength(100_000);
    expect(await files.put(Buffer.alloc(500_000, 2), 'application/pdf')).toMatchObject({ size: 500_000 });
  });
});
