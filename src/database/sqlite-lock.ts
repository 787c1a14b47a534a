/** Held while this process uses the SQLite file. */
export interface SqliteLock {
  release(): void;
}

/**
 * Refuses a second process on the same SQLite file: two processes would each have a write queue of their own.
 * BEGIN EXCLUSIVE on a file of its own, since the kernel releases it after kill -9, and since
 * `locking_mode=EXCLUSIVE` on the database itself would lock out our own reader.
 * @throws Error that names the file.
 */
export async function holdSqliteLock(databaseFile: string): Promise<SqliteLock> {
  // better-sqlite3 is optional: an installation on MySQL does without it.
  const { default: Sqlite } = await import('better-sqlite3');
  const lock = new Sqlite(`${databaseFile}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(
      `Another process already uses ${databaseFile}. Stop it first, or give this one its own DATA_DIR. ` +
        'To run several processes on one database, use MySQL or MariaDB (DB=mysql).',
      { cause: error },
    );
  }
  return { release: () => lock.close() };
}
