import { v7 as uuid } from 'uuid';
import { normaliseCode } from '../../src/common/rules/human-code.js';
import { wordsOf } from '../../src/registration/list/search-words.js';
import { familyNames, mensNames, middleNames, womensNames } from '../../src/seeds/names.js';
import { nipOf } from './applicants.js';

type Value = string | number | null;
type Row = Record<string, Value>;

/** Writes rows past the application, for lists longer than anybody wants to register one by one. */
export interface CrowdTarget {
  run(sql: string, values: Value[]): Promise<unknown>;
}

const ROWS_PER_STATEMENT = 400;
const UNITS = 60;
const SPECIAL = { emails: 'gawai.example', kinds: ['pns', 'pns', 'pns', 'pppk', 'non_asn', 'guest'] };
const STATUSES = { confirmed: 62, waiting: 20, cancelled: 13, pending: 4, declined: 1 };
const MAILS = { sent: 90, held: 5, queued: 3, failed: 1, bounced: 1 };

export const crowdUnit = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The nth sign-up of a crowd: always the same, with every state, unit, kind and mail in it. */
export function crowdRow(eventId: string, n: number): Row {
  const name = [
    pick(n % 2 ? mensNames : womensNames, chance(n, 4)),
    n % 3 ? pick(middleNames, chance(n, 5)) : '',
    pick(familyNames, chance(n, 6)),
  ]
    .filter(Boolean)
    .join(' ');
  const kind = SPECIAL.kinds[chance(n, 3) % 6] ?? 'pns';
  const status = weighted(STATUSES, chance(n, 1));
  const ended = status === 'cancelled' || status === 'declined';
  const byHand = chance(n, 9) % 9 === 0;
  const at = new Date(Date.UTC(2026, 10, 1) + n * 2_000).toISOString().slice(0, 23).replace('T', ' ');
  return {
    id: uuid({ msecs: Date.UTC(2026, 10, 1) + n * 2_000, seq: n }),
    event_id: eventId,
    person_key: `crowd:${n}`,
    live_key: ended ? null : `crowd:${n}`,
    submission_nonce: null,
    ticket_code: codeOf(n),
    kind,
    nip: kind === 'pns' || kind === 'pppk' ? nipOf(n) : null,
    nrp: null,
    front_title: n % 5 ? '' : ['Drs.', 'Pnt.'][n % 2]!,
    name,
    back_title: n % 4 ? 'S.Kom.' : '',
    name_key: name.toLowerCase(),
    unit_id: byHand ? null : crowdUnit(chance(n, 7) % UNITS),
    unit_text: byHand ? `Yayasan Pesisir ${n % 100}` : `Dinas ${chance(n, 7) % UNITS}`,
    position: 'Pranata Komputer Ahli Pertama',
    rank: kind === 'pns' ? 'III/a' : '',
    phone: `+62812${String(10_000_000 + n)}`,
    email: `peserta${n}@${chance(n, 8) % 50 ? 'bitung.example' : SPECIAL.emails}`,
    locale: 'id',
    status,
    arrival_no: n + 1,
    warnings: '[]',
    source: 'form',
    epoch: 0,
    confirmed_at: status === 'confirmed' ? at : null,
    ended_at: ended ? at : null,
    created_at: at,
    mail_standing: weighted(MAILS, chance(n, 2)),
    arrived_at: status === 'confirmed' && chance(n, 10) % 3 ? at : null,
  };
}

/** Units, people from the first number to before the last, the words they are found by, and what the pools say of them. */
export async function writeCrowd(
  db: CrowdTarget,
  event: { id: string; poolId: string },
  { from = 0, to }: { from?: number; to: number },
): Promise<void> {
  if (from === 0)
    await insertMany(
      db,
      'unit',
      Array.from({ length: UNITS }, (_, n) => unitRow(n)),
    );
  for (let start = from; start < to; start += ROWS_PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_STATEMENT, to - start) }, (_, n) =>
      crowdRow(event.id, start + n),
    );
    await insertMany(db, 'registration', rows);
    await insertMany(
      db,
      'registration_pool',
      rows.map(({ id }) => ({ registration_id: id ?? null, pool_id: event.poolId })),
    );
    const words = rows.flatMap((row) =>
      wordsOf({
        nameKey: String(row.name_key),
        email: String(row.email),
        unitId: row.unit_id === null ? null : String(row.unit_id),
        unitText: String(row.unit_text),
      }).map((word) => ({ event_id: event.id, word, registration_id: row.id ?? null })),
    );
    await insertMany(db, 'registration_word', words);
  }
  const stand = Array.from({ length: to - from }, (_, n) => weighted(STATUSES, chance(from + n, 1)));
  const those = (...statuses: string[]) => stand.filter((status) => statuses.includes(status)).length;
  await db.run('UPDATE seat_pool SET taken = taken + ?, waiting = waiting + ?, arrivals = arrivals + ? WHERE id = ?', [
    those('confirmed', 'pending'),
    those('waiting'),
    stand.length,
    event.poolId,
  ]);
}

type FastTarget = CrowdTarget & {
  engine: 'mariadb' | 'sqlite';
  all(sql: string, values: Value[]): Promise<Record<string, unknown>[]>;
};

/** The same for half a million people: indexes are made when the rows are there, which takes a tenth of the time. */
export async function fillFast(db: FastTarget, event: { id: string; poolId: string }, people: number): Promise<void> {
  const indexes = await indexesOf(db);
  const mariadb = db.engine === 'mariadb';
  if (mariadb) {
    await db.run(`ALTER TABLE registration ${indexes.map(({ name }) => `DROP INDEX ${name}`).join(', ')}`, []);
  } else for (const { name } of indexes) await db.run(`DROP INDEX ${name}`, []);
  const transaction = 20_000;
  for (let from = 0; from < people; from += transaction) {
    await db.run(mariadb ? 'START TRANSACTION' : 'BEGIN', []);
    await writeCrowd(db, event, { from, to: Math.min(people, from + transaction) });
    await db.run('COMMIT', []);
  }
  if (mariadb) {
    const added = indexes.map(({ name, columns }) => `ADD INDEX ${name} ${columns}`);
    await db.run(`ALTER TABLE registration ${added.join(', ')}`, []);
    await db.run('ANALYZE TABLE registration, registration_word', []);
  } else {
    for (const { name, columns } of indexes) await db.run(`CREATE INDEX ${name} ON registration ${columns}`, []);
    await db.run('ANALYZE', []);
  }
}

/** As they stand in the database, without the unique ones and those that a foreign key needs. */
async function indexesOf(db: FastTarget): Promise<{ name: string; columns: string }[]> {
  const schema =
    db.engine === 'sqlite'
      ? await db.all("SELECT sql AS text FROM sqlite_master WHERE tbl_name = 'registration' AND type = 'index'", [])
      : await db.all('SHOW CREATE TABLE registration', []);
  const text = schema.map((row) => String(row.text ?? row['Create Table'])).join('\n');
  return [...text.matchAll(/^\s*(?:CREATE INDEX|KEY) ["`]?(\w+)["`]?(?: ON "?registration"?)? (\(.+\))/gm)]
    .map(([, name = '', columns = '']) => ({ name, columns: columns.replace(/["`]/g, '') }))
    .filter(({ columns }) => !/^\((unit|delegation)_id/.test(columns));
}

async function insertMany(db: CrowdTarget, table: string, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const places = `(${columns.map(() => '?').join(', ')})`;
  await db.run(
    `INSERT INTO ${table} (${columns.map((column) => (column === 'rank' ? '`rank`' : column)).join(', ')}) VALUES ${rows.map(() => places).join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  );
}

const unitRow = (n: number): Row => ({
  id: crowdUnit(n),
  code: `CROWD${n}`,
  name: `Dinas ${n}`,
  name_key: `dinas ${n}`,
  parent_id: null,
  sort: 1000 + n,
  active: 1,
});

/** By chance, but for the same number always the same, and one thing independent of the other. */
function chance(n: number, about: number): number {
  let mixed = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(about, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

const pick = (from: readonly string[], n: number): string => from[n % from.length] ?? '';

function weighted(shares: Record<string, number>, n: number): string {
  let rest = n % 100;
  for (const [name, share] of Object.entries(shares)) if ((rest -= share) < 0) return name;
  return Object.keys(shares)[0] ?? '';
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Each with its check sign, as the application would draw it. */
function codeOf(n: number): string {
  let start = '';
  for (let rest = n * 37 + 1; start.length < 7; rest = Math.floor(rest / 32)) start = SIGNS.charAt(rest % 32) + start;
  for (const sign of SIGNS) if (normaliseCode(start + sign)) return start + sign;
  return codeOf(n + 10_000_000);
}
