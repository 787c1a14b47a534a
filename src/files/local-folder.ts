import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const TEMPORARY = '.new';
const REMOVED = '.removed';
const SHA256 = /^[0-9a-f]{64}$/;

/** Bytes in a folder of this machine, each file named by its SHA-256, 256 sub-folders. */
export class LocalFolder {
  constructor(private readonly root: string) {}

  /** On disk before it returns, or not at all. The same bytes twice are the same file; no other bytes ever take its name. */
  async write(sha256: string, bytes: Buffer): Promise<void> {
    const folder = this.folderOf(sha256);
    await mkdir(folder, { recursive: true });
    // A name of its own for each writer: two may store the same bytes at once.
    const temporary = join(folder, `${sha256}.${process.pid}-${process.hrtime.bigint()}${TEMPORARY}`);
    try {
      await written(temporary, bytes);
      await rename(temporary, this.pathOf(sha256));
    } catch (error) {
      await unlink(temporary).catch(unlessMissing);
      throw error;
    }
    // The names themselves: a power cut after the commit must not leave a row without its file.
    for (const path of [folder, this.root, dirname(this.root)]) await synced(path);
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256));
  }

  /** The names that have not been written since `before`, sub-folder by sub-folder. */
  async *olderThan(before: Date): AsyncGenerator<string[]> {
    for (const folder of await names(this.root)) {
      const old: string[] = [];
      for (const name of await names(join(this.root, folder))) {
        const path = join(this.root, folder, name);
        // Left by a sweep that was killed between its two looks: judged again next time.
        if (name.endsWith(REMOVED)) await rename(path, path.slice(0, -REMOVED.length));
        const found = await stat(path).catch(unlessMissing);
        if (!found || found.mtime >= before) continue;
        if (SHA256.test(name)) old.push(name);
        else if (name.endsWith(TEMPORARY)) await unlink(path).catch(unlessMissing);
      }
      if (old.length > 0) yield old;
    }
  }

  /**
   * Removes a file unless it was written again meanwhile, which its time tells once it is out of every writer's way.
   * @returns whether it is gone.
   */
  async remove(sha256: string, before: Date): Promise<boolean> {
    const path = this.pathOf(sha256);
    const aside = path + REMOVED;
    await rename(path, aside);
    if ((await stat(aside)).mtime >= before) {
      await rename(aside, path);
      return false;
    }
    await unlink(aside);
    return true;
  }

  private folderOf = (sha256: string) => join(this.root, sha256.slice(0, 2));
  private pathOf = (sha256: string) => join(this.folderOf(sha256), sha256);
}

async function written(path: string, bytes: Buffer): Promise<void> {
  const file: FileHandle = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(unlessMissing)) ?? [];
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
}
