import { DateTime } from 'luxon';
import type { Actor } from '../common/index.js';
import { daysBefore, sessionsOn, speaks, wita, zone } from './agenda.js';
import type { DemoWorld, NewEvent, SessionInput } from './demo-world.js';
import { actingHead } from './known-people.js';
import type { Settings } from './settings.js';
import { block } from './stage.js';

const DAYS_OPEN = 6;

/** What the small events of the coming weeks differ in. */
export interface SmallEvent extends Pick<
  NewEvent,
  'title' | 'summary' | 'capacity' | 'inner' | 'byApproval' | 'letterRule' | 'waitingMode' | 'offerHours'
> {
  slug: string;
  /** So many days ahead, later than the second stage. */
  ahead: number;
  topics: [morning: string, afternoon: string];
}

export const daysAhead = (now: Date, days: number): string =>
  DateTime.fromJSDate(now, { zone }).plus({ days }).toFormat('yyyy-MM-dd');

export const openedAt = (now: Date): Date => daysBefore(now, DAYS_OPEN, '08:00');

/** @param prepare what is to stand before it is published. @returns its id. */
export async function publishSmall(
  world: DemoWorld,
  actor: Actor,
  settings: Settings,
  { ahead, topics, ...plan }: SmallEvent,
  now: Date,
  prepare: (eventId: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const date = daysAhead(now, ahead);
  const closesAt = wita(daysAhead(now, ahead - 2), '16:00');
  world.clock.set(daysBefore(now, DAYS_OPEN + 2, '10:15'));
  const id = await world.drafts.create(actor, {
    ...plan,
    bring: ['Laptop dan daftar data perangkat daerah.'],
    programmeId: settings.programmeId,
    venueId: settings.venueId,
    roomId: settings.smallRoomId,
    organiserName: 'Dinas Komunikasi dan Informatika',
    organiserUnitId: world.unitId('DISKOMINFO'),
    registrationOpensAt: openedAt(now),
    registrationClosesAt: closesAt,
    cancelUntil: closesAt,
    numberCode: '800.2.4',
    numberUnit: 'BKPSDM',
    certificateSignatoryId: settings.signatoryId,
    sessions: agendaOfSmall(date, topics, settings.speakers.moderator),
  });
  await world.papers.setCommittee(actor, id, {
    members: [{ role: 'chair', ...block(actingHead), office: 'Ketua Panitia' }],
  });
  await prepare(id);
  world.clock.set(daysBefore(now, DAYS_OPEN + 1, '14:20'));
  await world.publications.publish(actor, id);
  return id;
}

export function agendaOfSmall(
  date: string,
  [morning, afternoon]: SmallEvent['topics'],
  speakerId: string,
): SessionInput[] {
  const session = sessionsOn(date);
  return [
    session('registration', '08:00', '08:30', 'Registrasi dan presensi'),
    session('opening', '08:30', '09:00', 'Pembukaan'),
    session('topic', '09:00', '10:30', morning, { speakers: speaks(speakerId) }),
    session('break', '12:00', '13:00', 'Istirahat, salat, dan makan siang'),
    session('topic', '13:00', '14:30', afternoon, { speakers: speaks(speakerId) }),
    session('closing', '14:30', '15:00', 'Penutupan'),
  ];
}
