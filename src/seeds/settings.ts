import { randomInt } from 'node:crypto';
import type { Role } from '../common/access/index.js';
import { type Actor, systemActor } from '../common/index.js';
import type { Speakers } from './agenda.js';
import type { DemoWorld } from './demo-world.js';
import { expert, mayor, personnelHead } from './known-people.js';
import { demoUnits } from './units.js';

const personnelOffice = 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia';

const accounts: readonly { role: Role; email: string; name: string; office: string }[] = [
  {
    role: 'admin',
    email: 'admin@bitung.example',
    name: 'Yanti Seandainya',
    office: 'Dinas Komunikasi dan Informatika',
  },
  {
    role: 'organiser',
    email: 'panitia@bitung.example',
    name: 'Meiske Perumpamaan',
    office: 'Dinas Komunikasi dan Informatika',
  },
  { role: 'gate', email: 'pintu@bitung.example', name: 'Rivaldo Umpamanya', office: 'Satuan Polisi Pamong Praja' },
  {
    role: 'hr',
    email: 'bkpsdm@bitung.example',
    name: 'Olvie Misalnya',
    office: personnelOffice,
  },
  { role: 'auditor', email: 'auditor@bitung.example', name: 'Hendrik Ibaratnya', office: 'Inspektorat' },
];

const words = ['lembeh', 'aertembaga', 'girian', 'madidir', 'maesa', 'matuari', 'ranowulu', 'tangkoko', 'duasudara'];

/** Drawn anew at each seeding: no installation has a password that stands in the source. */
export function demoPassword(): string {
  const word = (): string => words[randomInt(words.length)] ?? '';
  return `${word()}-${word()}-${randomInt(1000, 10_000)}`;
}

export interface Staff {
  admin: Actor;
  organiser: Actor;
  gate: Actor;
  hr: Actor;
}

export const demoAccounts = accounts.map(({ role, email, name }) => ({ role, email, name }));

/** One account for each role, held everywhere. */
export async function addAccounts(world: DemoWorld, password: string): Promise<Staff> {
  const actors = new Map<Role, Actor>();
  for (const { role, ...account } of accounts) {
    const { id, name } = await world.accounts.add({ ...account, roles: [{ role }] }, password, systemActor);
    actors.set(role, { kind: 'staff', id, name, correlationId: null });
  }
  const actor = (role: Role): Actor => actors.get(role) ?? systemActor;
  return { admin: actor('admin'), organiser: actor('organiser'), gate: actor('gate'), hr: actor('hr') };
}

export const addUnits = (world: DemoWorld, actor: Actor): Promise<void> =>
  world.directory.addUnits(
    demoUnits.map(({ code, name, parentCode }) => ({ code, name, parentCode })),
    actor,
  );

export interface Settings {
  programmeId: string;
  venueId: string;
  roomId: string;
  smallRoomId: string;
  signatoryId: string;
  speakers: Speakers;
}

/** Certificates are numbered and signed by the personnel office, so papers carry its letterhead. */
export async function setLetterhead({ lookups }: DemoWorld, actor: Actor): Promise<void> {
  await lookups.setOrganisation(actor, {
    ...(await lookups.organisation()),
    letterheadOffice: personnelOffice,
    address: 'Kantor Wali Kota Bitung, Bitung, Sulawesi Utara',
  });
}

/** What the organisers pick from. */
export async function addLookups({ lookups }: DemoWorld, actor: Actor): Promise<Settings> {
  const programme = await lookups.addProgramme(actor, { name: 'Gerakan Menuju Smart City Kota Bitung', stages: 4 });
  const venue = await lookups.addVenue(actor, {
    name: 'Kantor Wali Kota Bitung',
    address: 'Jalan Dr. Sam Ratulangi, Kota Bitung, Sulawesi Utara',
    latitude: 1.4455,
    longitude: 125.1824,
    rooms: [
      { name: 'Ruang SH Sarundajang', seats: 300 },
      { name: 'Ruang Rapat Lantai 2', seats: 40 },
    ],
  });
  const { backTitle, name, nip, position, rank } = personnelHead;
  const signatory = await lookups.addSignatory(actor, {
    office: position,
    officePrefix: 'a.n.',
    onBehalfOf: mayor.office,
    name: `${name}, ${backTitle}`,
    rank,
    nip,
  });
  const speaker = async (frontTitle: string, called: string, degrees: string, affiliation: string): Promise<string> =>
    (await lookups.addSpeaker(actor, { frontTitle, name: called, backTitle: degrees, affiliation })).id;
  const university = 'Tim Tenaga Ahli, Universitas Gadjah Mada';
  return {
    programmeId: programme.id,
    venueId: venue.id,
    roomId: venue.rooms[0]?.id ?? '',
    smallRoomId: venue.rooms[1]?.id ?? '',
    signatoryId: signatory.id,
    speakers: {
      policy: await speaker(expert.frontTitle, expert.name, expert.backTitle, expert.affiliation),
      readiness: await speaker('Ir.', 'Bagas Pengandaian', 'M.Eng.', university),
      masterplan: await speaker('', 'Sekar Seumpama', 'S.T., M.Sc.', university),
      moderator: await speaker('', 'Fransiskus Semisal', 'S.IP., M.Si.', 'Bappelitbangda Kota Bitung'),
    },
  };
}
