import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const INDEXES = {
  registration_arrival: ['event_id', 'arrival_no'],
  registration_day: ['event_id', 'created_at', 'arrival_no'],
  registration_kind: ['event_id', 'kind', 'arrival_no'],
  registration_mail: ['event_id', 'mail_standing', 'arrival_no'],
  registration_arrived: ['event_id', 'arrived_at', 'arrival_no'],
  registration_unit_name: ['event_id', 'unit_text', 'id'],
  registration_phone: ['event_id', 'phone'],
  registration_email: ['event_id', 'email'],
  registration_of_unit: ['unit_id', 'event_id', 'arrival_no'],
};
const REPLACED = { registration_created: ['event_id', 'id'], registration_unit: ['unit_id'] };
const ROWS_AT_ONCE = 500;

interface Named {
  id: string;
  event_id: string;
  name_key: string;
  email: string;
  unit_id: string | null;
  unit_text: string;
}

/**
 * The organiser's list at half a million rows: what it filters and sorts by stands in the row itself, each with its
 * index, and a name is found by the beginnings of its words.
 */
export class RegistrationList1700000000640 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration ADD COLUMN mail_standing varchar(10) NULL');
    await runner.query(`ALTER TABLE registration ADD COLUMN arrived_at datetime(3) NULL`);
    if (await runner.hasTable('presence')) {
      await runner.query(`UPDATE registration SET arrived_at =
        (SELECT MIN(p.in_at) FROM presence p WHERE p.registration_id = registration.id)`);
    }
    await runner.query(`UPDATE registration SET mail_standing = (
        SELECT CASE WHEN m.state = 'queued' AND m.held_at IS NOT NULL THEN 'held' ELSE m.state END FROM mail_message m WHERE m.subject_kind = 'registration' AND m.subject_id = registration.id
        ORDER BY m.id DESC LIMIT 1)`);
    await addIndexes(runner, INDEXES);
    await dropIndexes(runner, REPLACED);
    await runner.query(`CREATE TABLE registration_word (
      event_id varchar(36) NOT NULL, word varchar(60) NOT NULL, registration_id varchar(36) NOT NULL,
      PRIMARY KEY (event_id, word, registration_id))${sqlite(runner) ? ' WITHOUT ROWID' : ''}`);
    await this.findWords(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registration_word');
    await addIndexes(runner, REPLACED);
    await dropIndexes(runner, INDEXES);
    await runner.query('ALTER TABLE registration DROP COLUMN arrived_at');
    await runner.query('ALTER TABLE registration DROP COLUMN mail_standing');
  }

  private async findWords(runner: QueryRunner): Promise<void> {
    for (let after = ''; ;) {
      const rows = (await runner.query(
        `SELECT id, event_id, name_key, email, unit_id, unit_text FROM registration WHERE id > ? ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
        [after],
      )) as Named[];
      const words = rows.flatMap((row) => wordsOf(row).map((word) => [row.event_id, word, row.id]));
      for (let from = 0; from < words.length; from += ROWS_AT_ONCE) {
        const some = words.slice(from, from + ROWS_AT_ONCE);
        await runner.query(
          `INSERT INTO registration_word (event_id, word, registration_id) VALUES ${some.map(() => '(?, ?, ?)').join()}`,
          some.flat(),
        );
      }
      if (rows.length < ROWS_AT_ONCE) return;
      after = rows.at(-1)?.id ?? '';
    }
  }
}

const sqlite = (runner: QueryRunner): boolean => runner.connection.options.type === 'better-sqlite3';

async function addIndexes(runner: QueryRunner, indexes: Record<string, string[]>): Promise<void> {
  for (const [name, columnNames] of Object.entries(indexes)) {
    await runner.createIndex('registration', new TableIndex({ name, columnNames }));
  }
}

async function dropIndexes(runner: QueryRunner, indexes: Record<string, string[]>): Promise<void> {
  for (const name of Object.keys(indexes)) {
    await runner.query(`DROP INDEX ${name}${sqlite(runner) ? '' : ' ON registration'}`);
  }
}

/** As `search-words.ts` did when this was written. */
function wordsOf(row: Named): string[] {
  const text = row.unit_id === null ? `${row.name_key} ${row.unit_text}` : row.name_key;
  const words = text.split(/[\s-]+/).filter(Boolean);
  return [...new Set([...words, row.email.slice(row.email.indexOf('@'))].map(folded))];
}

function folded(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain]
    .map((sign) => (sign <= '~' ? sign : encodeURIComponent(sign)))
    .join('')
    .slice(0, 60);
}
