import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How seats are given: by approval, by offer, to a proven address; and what participants were last told of time and place. */
export class SeatRules1700000000520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sqlite = runner.connection.options.type === 'better-sqlite3';
    const [int, bool] = sqlite ? ['integer', 'boolean'] : ['int', 'tinyint'];
    await runner.query(`ALTER TABLE seat_pool ADD COLUMN by_approval ${bool} NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE event ADD COLUMN waiting_mode varchar(8) NOT NULL DEFAULT 'promote'`);
    await runner.query(`ALTER TABLE event ADD COLUMN offer_hours ${int} NOT NULL DEFAULT 24`);
    await runner.query(`ALTER TABLE event ADD COLUMN proof_hours ${int} NULL`);
    await runner.query(`ALTER TABLE event ADD COLUMN reminder_days ${int} NULL DEFAULT 1`);
    await runner.query(`ALTER TABLE event ADD COLUMN announced text NULL`);
    await rememberWhatIsKnown(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['announced', 'reminder_days', 'proof_hours', 'offer_hours', 'waiting_mode']) {
      await runner.query(`ALTER TABLE event DROP COLUMN ${column}`);
    }
    await runner.query('ALTER TABLE seat_pool DROP COLUMN by_approval');
  }
}

interface PublishedRow {
  id: string;
  starts_at: string | Date | null;
  ends_at: string | Date | null;
  venue: string;
  room: string | null;
}

/** Of events that are published already participants know what their pages say. */
async function rememberWhatIsKnown(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query(
    `SELECT e.id, e.starts_at, e.ends_at, v.name AS venue, r.name AS room
     FROM event e JOIN venue v ON v.id = e.venue_id LEFT JOIN room r ON r.id = e.room_id
     WHERE e.state = 'published'`,
  )) as PublishedRow[];
  for (const { id, starts_at, ends_at, venue, room } of rows) {
    const announced = {
      startsAt: momentOf(starts_at),
      endsAt: momentOf(ends_at),
      place: [room, venue].filter(Boolean).join(', '),
    };
    await runner.query('UPDATE event SET announced = ? WHERE id = ?', [JSON.stringify(announced), id]);
  }
}

/** SQLite gives a moment back as text without a zone. */
const momentOf = (value: string | Date | null): string | null => {
  if (value === null) return null;
  return (value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)).toISOString();
};
