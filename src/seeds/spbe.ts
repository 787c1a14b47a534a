import { AGREED, type Registration } from '../registration/index.js';
import { daysBefore } from './agenda.js';
import type { DemoEmployee } from './demo-person.js';
import { type DemoWorld, participant } from './demo-world.js';
import { letterPaper } from './letter-paper.js';
import type { Unreached } from './mails.js';
import type { Settings, Staff } from './settings.js';
import { openedAt, publishSmall } from './small-event.js';
import { spbeAnswers, spbeQuestions } from './spbe-questions.js';
import { topUnit } from './units.js';

const FORM = 9;
const IMPORTED = 3;
const LETTERS = 5;
const APPROVED = 4;
const REFUSED = 2;
const invitedUnits = ['BAPPELITBANGDA', 'DINKES', 'DISKOMINFO', 'PERIKANAN', 'DINSOS'];
const slug = 'pengelolaan-data-spbe';
const title = 'Bimbingan Teknis Pengelolaan Data SPBE';

export interface Spbe extends Unreached {
  deskPath: string;
}

/** By approval, with questions of its own and letters of assignment; some came by a unit's desk, some by an import. */
export async function seedSpbe(
  world: DemoWorld,
  staff: Staff,
  settings: Settings,
  employees: readonly DemoEmployee[],
  now: Date,
): Promise<Spbe> {
  const { organiser } = staff;
  const plan = {
    title,
    slug,
    summary:
      'Walidata dan produsen data belajar menyusun metadata, memeriksa mutu, dan membuka data perangkat daerahnya.',
    capacity: 24,
    byApproval: true,
    letterRule: 'required' as const,
    ahead: 26,
    topics: ['Arsitektur data dan metadata SPBE', 'Praktik: mutu dan keterbukaan data'] as [string, string],
  };
  const eventId = await publishSmall(world, organiser, settings, plan, now, (id) =>
    world.questions.set(organiser, id, spbeQuestions),
  );
  const invited = world.random.shuffle(employees.filter(({ unitCode }) => invitedUnits.includes(topUnit(unitCode))));
  const rows = await register(world, eventId, invited.slice(0, FORM), openedAt(now));
  await sendLetters(world, rows.slice(0, LETTERS), daysBefore(now, 3, '10:00'));
  const deskPath = await openDesk(world, staff, eventId, employees, daysBefore(now, 3, '13:30'));
  await importPeople(world, staff, eventId, invited.slice(FORM, FORM + IMPORTED), daysBefore(now, 2, '09:10'));
  await decide(world, staff, eventId, rows, daysBefore(now, 1, '15:00'));
  const query = 'status=pending&letter=no';
  await world.savedViews.keep(
    eventId,
    { name: 'Menunggu persetujuan, tanpa surat tugas', query },
    { id: organiser.id ?? '', roles: [] },
    organiser,
  );
  world.clock.set(now);
  await world.settle();
  const [refused, bounced] = rows.slice(APPROVED).map(({ email }) => email);
  return { eventId, deskPath, refused: refused ?? '', bounced: bounced ?? '' };
}

async function register(
  world: DemoWorld,
  eventId: string,
  people: readonly DemoEmployee[],
  from: Date,
): Promise<Registration[]> {
  const [role, tools, application, listed] = (await world.questions.form(eventId)).questions;
  if (!role || !tools || !application || !listed) throw new Error('The form of the demo asks nothing');
  const rows: Registration[] = [];
  for (const [index, person] of people.entries()) {
    const given = spbeAnswers[index % spbeAnswers.length] ?? { role: 0, tools: [], listed: false };
    const answers = {
      [role.id]: role.options[given.role]?.id ?? '',
      [tools.id]: given.tools.flatMap((tool) => tools.options[tool]?.id ?? []),
      ...(given.application ? { [application.id]: given.application } : {}),
      ...(given.listed ? { [listed.id]: AGREED } : {}),
    };
    rows.push(await world.apply(slug, person, new Date(from.getTime() + (index + 1) * 5_400_000), answers));
  }
  return rows;
}

async function sendLetters(world: DemoWorld, rows: readonly Registration[], at: Date): Promise<void> {
  world.clock.set(at);
  for (const [index, row] of rows.entries()) {
    const datedOn = daysBefore(at, 2, '12:00').toISOString().slice(0, 10);
    const number = `800.1.11.1/${112 + 7 * index}/${datedOn.slice(0, 4)}`;
    const bytes = await letterPaper(number, row.name, title);
    const token = world.registrations.linkPath(row).replace('/t/', '');
    const upload = { fileName: 'surat-tugas.pdf', bytes, fields: { number, datedOn } };
    await world.letters.send(token, () => Promise.resolve(upload), participant);
  }
}

/** The civil registry's contact has the private link, and has entered two by it. */
async function openDesk(
  world: DemoWorld,
  { organiser }: Staff,
  eventId: string,
  employees: readonly DemoEmployee[],
  at: Date,
): Promise<string> {
  world.clock.set(at);
  const [contact, ...others] = employees.filter(({ unitCode }) => unitCode === 'DUKCAPIL');
  if (!contact) throw new Error('The demo has nobody in its civil registry');
  const asked = { unitId: world.unitId('DUKCAPIL'), contactName: contact.name, contactEmail: contact.email };
  const [desk] = await world.delegations.make(eventId, asked, organiser);
  const deskPath = new URL(desk?.link ?? '').pathname;
  const rows = others.slice(0, 2).map(({ nip, name }, index) => ({ nip, name, nonce: `demo-${index}` }));
  await world.desk.register(deskPath.replace('/utusan/', ''), rows, 'id', participant);
  return deskPath;
}

async function importPeople(
  world: DemoWorld,
  { organiser }: Staff,
  eventId: string,
  people: readonly DemoEmployee[],
  at: Date,
): Promise<void> {
  world.clock.set(at);
  const lines = ['NIP;Nama', ...people.map(({ nip, name }) => `${nip};${name}`)];
  const file = { fileName: 'peserta-dari-disposisi.csv', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`), fields: {} };
  const importId = await world.imports.upload('participants', eventId, file, organiser);
  await world.imports.apply({ importId, kinds: ['participants'], eventId }, organiser);
  await world.settle();
}

async function decide(
  world: DemoWorld,
  { organiser }: Staff,
  eventId: string,
  rows: readonly Registration[],
  at: Date,
): Promise<void> {
  world.clock.set(at);
  const ids = rows.map(({ id }) => id);
  const reason = 'Peserta dari perangkat daerah ini sudah cukup; silakan ikut angkatan berikutnya.';
  const approved = await world.decisions.approve(eventId, ids.slice(0, APPROVED), organiser);
  const refused = await world.decisions.decline(eventId, ids.slice(-REFUSED), reason, organiser);
  if (approved.refused.length + refused.refused.length > 0) throw new Error('The demo decides nothing');
}
