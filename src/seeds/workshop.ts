import { PDF } from '@libpdf/core';
import { DateTime } from 'luxon';
import type { Actor } from '../common/index.js';
import type { Registration } from '../registration/index.js';
import { daysBefore, sessionsOn, type Speakers, speaks, wita, zone } from './agenda.js';
import type { DemoEmployee, DemoPerson } from './demo-person.js';
import { type DemoWorld, participant, type SessionInput } from './demo-world.js';
import { actingHead } from './known-people.js';
import type { People } from './people.js';
import type { Settings, Staff } from './settings.js';
import { block, printed } from './stage.js';
import { dateOfSecondStage } from './stage-two.js';

const slug = 'lokakarya-masterplan';
const UNIT = 'DINKES';
const APPLICANTS = 9;
const APPROVED = 5;
const IMPORTED = 4;

export interface Workshop {
  eventId: string;
  /** Of a unit's contact. */
  deskPath: string;
  /** Of somebody to whom a seat is offered. */
  offerPath: string;
}

/**
 * A small event with what registration can do: questions, approval, letters of assignment, a file of people, the desk of
 * a unit, and more people than seats, one of whom holds an offer.
 */
export async function seedWorkshop(
  world: DemoWorld,
  { organiser }: Staff,
  settings: Settings,
  people: People,
  employees: readonly DemoEmployee[],
  now: Date,
): Promise<Workshop> {
  const ago = (days: number, time: string) => daysBefore(now, days, time);
  world.clock.set(ago(9, '10:20'));
  const eventId = await publish(world, organiser, settings, now);
  await ask(world, organiser, eventId);

  const mixed = world.random.shuffle(employees);
  const others = mixed.filter(({ unitCode }) => unitCode !== UNIT);
  const applicants = await fillForms(world, eventId, others.slice(0, APPLICANTS), (index) =>
    ago(8 - Math.floor(index / 3), `1${index % 3}:2${index}`),
  );
  const guest = people.guest('Forum UMKM Bitung', 'Ketua');
  await fillForms(world, eventId, [guest], () => ago(6, '19:40'));

  world.clock.set(ago(5, '09:15'));
  const [refused, leaving, ...waitingForWord] = applicants;
  if (!refused || !leaving) throw new Error('Nobody asked for the workshop of the demo');
  const approved = [leaving, ...waitingForWord.slice(0, APPROVED - 1)];
  await world.decisions.approve(
    eventId,
    approved.map(({ id }) => id),
    organiser,
  );
  await world.decisions.decline(eventId, [refused.id], 'Unit kerja Anda sudah mengirim dua peserta.', organiser);

  world.clock.set(ago(4, '13:30'));
  const imported = others.slice(APPLICANTS, APPLICANTS + IMPORTED);
  await importPeople(world, organiser, eventId, imported);
  world.clock.set(ago(3, '08:05'));
  const deskPath = await openDesk(
    world,
    organiser,
    eventId,
    mixed.filter(({ unitCode }) => unitCode === UNIT),
  );
  for (const [index, one] of approved.slice(1, 4).entries()) {
    world.clock.set(ago(2, `1${index}:30`));
    await sendLetter(world, one, `800.1.11.1/${212 + index}/SETDA`, ago(3, '00:00'));
  }
  await world.views.keep(
    eventId,
    { name: 'Lewat meja utusan', query: 'source=delegate' },
    { ...organiser, id: organiser.id ?? '' },
  );
  await world.giveBack(leaving, new Date(now.getTime() - 3 * 3_600_000));
  world.clock.set(now);
  await world.settle();
  return { eventId, deskPath, offerPath: await pathOfOffer(world, eventId, imported) };
}

async function publish(world: DemoWorld, actor: Actor, settings: Settings, now: Date): Promise<string> {
  const date = dayAfter(dateOfSecondStage(now));
  const eventId = await world.drafts.create(actor, {
    title: 'Lokakarya Masterplan Smart City',
    slug,
    summary:
      'Sehari bersama tim ahli: tiap perangkat daerah membawa data dan pulang dengan rancangan bab masterplannya.',
    programmeId: settings.programmeId,
    venueId: settings.venueId,
    roomId: settings.smallRoomId,
    organiserName: 'Dinas Komunikasi dan Informatika',
    organiserUnitId: world.unitId('DISKOMINFO'),
    registrationOpensAt: daysBefore(now, 9, '11:00'),
    registrationClosesAt: wita(dateOfSecondStage(now), '16:00'),
    cancelUntil: wita(date, '00:00'),
    numberCode: '800.2.4',
    numberUnit: 'BKPSDM',
    certificateSignatoryId: settings.signatoryId,
    letterRule: 'required',
    waitingMode: 'offer',
    capacity: 12,
    inner: [{ name: 'Aparatur', capacity: 10, kinds: ['pns', 'pppk'], byApproval: true }],
    sessions: agendaOfWorkshop(date, settings.speakers),
  });
  await world.papers.setCommittee(actor, eventId, {
    members: [{ role: 'chair', ...block(actingHead), office: 'Ketua Panitia' }],
  });
  await world.publications.publish(actor, eventId);
  world.clock.set(daysBefore(now, 9, '11:00'));
  return eventId;
}

const dayAfter = (date: string): string => DateTime.fromISO(date, { zone }).plus({ days: 1 }).toFormat('yyyy-MM-dd');

function agendaOfWorkshop(date: string, { masterplan, readiness }: Speakers): SessionInput[] {
  const session = sessionsOn(date);
  return [
    session('registration', '08:00', '08:30', 'Registrasi dan presensi'),
    session('topic', '08:30', '10:45', 'Membaca data sendiri: capaian, sebab, dan celah', {
      speakers: speaks(readiness),
    }),
    session('discussion', '10:45', '12:15', 'Kerja kelompok per dimensi', { speakers: speaks(masterplan) }),
    session('break', '12:15', '13:15', 'Istirahat, salat, dan makan siang'),
    session('topic', '13:15', '15:30', 'Menulis bab masterplan', { speakers: speaks(masterplan) }),
  ];
}

const options = (...labels: string[]) => labels.map((labelId, index) => ({ key: `o${index}`, labelId }));

function ask(world: DemoWorld, actor: Actor, eventId: string): Promise<void> {
  return world.questions.set(actor, eventId, [
    {
      key: 'dimensi',
      kind: 'choice',
      labelId: 'Dimensi yang Anda kerjakan',
      labelEn: 'The dimension you work on',
      required: true,
      options: options('Governance', 'Branding', 'Economy', 'Living', 'Society', 'Environment'),
    },
    {
      key: 'data',
      kind: 'several',
      labelId: 'Data yang Anda bawa',
      labelEn: 'Data you bring',
      options: options('Capaian kinerja', 'Anggaran', 'Peta', 'Lainnya'),
    },
    {
      key: 'lainnya',
      kind: 'text',
      labelId: 'Data lainnya',
      labelEn: 'Other data',
      required: true,
      condition: { question: 'data', options: ['o3'] },
    },
    {
      key: 'foto',
      kind: 'consent',
      labelId: 'Foto saya selama lokakarya boleh dimuat di laman Pemerintah Kota Bitung.',
      labelEn: 'Photos of me at the workshop may be shown on the pages of the city.',
    },
  ]);
}

/** Each answers what he is asked, by turns otherwise. */
async function fillForms(
  world: DemoWorld,
  eventId: string,
  people: readonly DemoPerson[],
  at: (index: number) => Date,
): Promise<Registration[]> {
  const { questions } = await world.questions.form(eventId);
  const [dimension, data, other, photos] = questions;
  if (!dimension || !data || !other || !photos) throw new Error('The workshop of the demo asks nothing');
  const rows: Registration[] = [];
  for (const [index, person] of people.entries()) {
    const brought = data.options.filter((_, place) => (index + place) % 3 === 0).map(({ id }) => id);
    const answers = {
      [dimension.id]: dimension.options[index % dimension.options.length]?.id ?? '',
      [data.id]: brought,
      ...(brought.includes(data.options[3]?.id ?? '') ? { [other.id]: 'Hasil survei kepuasan 2025' } : {}),
      ...(index % 2 === 0 ? { [photos.id]: 'agreed' } : {}),
    };
    rows.push(await world.apply(slug, person, at(index), answers));
  }
  return rows;
}

async function importPeople(
  world: DemoWorld,
  actor: Actor,
  eventId: string,
  people: readonly DemoEmployee[],
): Promise<void> {
  const bytes = Buffer.from(`NIP\n${people.map(({ nip }) => nip).join('\n')}\n`);
  const upload = { fileName: 'undangan-susulan.csv', bytes, fields: {} };
  const importId = await world.imports.upload('participants', eventId, upload, actor);
  await world.imports.apply({ kinds: ['participants'], eventId, importId }, actor);
  await world.settle();
}

/** Two come by it, whoever is first in the directory. */
async function openDesk(
  world: DemoWorld,
  actor: Actor,
  eventId: string,
  staff: readonly DemoEmployee[],
): Promise<string> {
  const [contact, ...colleagues] = staff;
  const contactName = contact ? printed(contact) : '';
  const input = { unitId: world.unitId(UNIT), contactName, contactEmail: 'kepegawaian.dinkes@bitung.example' };
  const [made] = await world.delegations.make(eventId, input, actor);
  const path = new URL(made?.link ?? '').pathname;
  const rows = colleagues.slice(0, 2).map(({ nip }) => ({ nip, nonce: `demo:${nip}` }));
  await world.desk.register(path.split('/').at(-1) ?? '', rows, 'id', participant);
  return path;
}

async function sendLetter(world: DemoWorld, registration: Registration, number: string, dated: Date): Promise<void> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText('SURAT TUGAS', { x: 240, y: 740, size: 16 });
  page.drawText(`Nomor ${number}`, { x: 225, y: 720, size: 11 });
  const token = world.registrations.linkPath(registration).replace('/t/', '');
  const fields = { number, datedOn: DateTime.fromJSDate(dated, { zone }).toFormat('yyyy-MM-dd') };
  // eslint-disable-next-line no-restricted-syntax -- a PDF, not a row
  const bytes = Buffer.from(await pdf.save());
  await world.letters.send(token, () => Promise.resolve({ fileName: 'surat-tugas.pdf', bytes, fields }), participant);
}

async function pathOfOffer(world: DemoWorld, eventId: string, people: readonly DemoEmployee[]): Promise<string> {
  for (const { nip } of people) {
    const one = await world.read((m) => world.registrations.findByNip(m, eventId, nip));
    if (one?.status === 'offered') return world.registrations.linkPath(one);
  }
  throw new Error('The workshop of the demo offers no seat');
}
