import { describe, expect, it } from '@jest/globals';
import { parseNip } from '../directory/index.js';
import { agendaFaults } from '../events/agenda-check.js';
import { computedHours } from '../events/training-hours.js';
import type { Registration } from '../registration/index.js';
import { agendaOf, daysBefore, wita } from './agenda.js';
import { formTimes, gather } from './crowd.js';
import type { SessionInput } from './demo-world.js';
import { passages } from './doors.js';
import { People } from './people.js';
import { Random } from './random.js';
import { agendaOfRehearsal, arrivals } from './rehearsal.js';
import { agendaOfSmall } from './small-event.js';
import { dateOfSecondStage } from './stage-two.js';
import { agendaOfTraining, participants } from './training.js';
import { trainings } from './trainings.js';
import { topUnit } from './units.js';

const speakers = { policy: 'p1', readiness: 'p2', masterplan: 'p3', moderator: 'p4' };
const hoursOf = (sessions: SessionInput[]): number =>
  sessions.reduce((sum, { kind, startsAt, endsAt }) => sum + computedHours(kind, startsAt, endsAt), 0);
const faultsOf = (sessions: SessionInput[]) =>
  agendaFaults(
    sessions.map((session, index) => ({
      ...session,
      id: String(index),
      roomId: null,
      speakers: (session.speakers ?? []).map(({ speakerId }) => ({ speakerId, name: speakerId })),
    })),
    { zone: 'Asia/Makassar', mainRoom: 'hall' },
  );

describe('the agendas', () => {
  it.each([
    ['a stage', agendaOf('2022-06-08', speakers), 8],
    ...trainings.map((plan, index) => [plan.title, agendaOfTraining(plan, 'p1'), [12, 14, 16][index]] as const),
    ['a small event', agendaOfSmall('2027-02-03', ['Pagi', 'Siang'], 'p1'), 4],
    ['the rehearsal', agendaOfRehearsal('2022-06-08', speakers), 2],
  ])('of %s has its hours and no clash', (_, sessions, jp) => {
    expect(hoursOf(sessions)).toBe(jp);
    expect(faultsOf(sessions)).toEqual([]);
  });
});

describe('the rehearsal', () => {
  const registered = Array.from({ length: 24 }, (_, id) => ({ id: String(id) }) as Registration);
  const cancelled = { id: 'cancelled' } as Registration;

  it.each(['00:00', '00:01', '00:30', '12:00', '23:30', '23:59'])('is being let in at %s, within the day', (time) => {
    const now = wita('2027-02-03', time);
    const all = arrivals(new Random(7), now, cancelled, registered);
    expect(new Set(all.map(({ ticket }) => ticket?.id)).size).toBe(8);
    expect(all.every(({ at }) => at >= daysBefore(now, 0, '00:00') && at <= now)).toBe(true);
    expect(all.every(({ at }, index) => index === 0 || at >= (all[index - 1]?.at ?? at))).toBe(true);
  });

  it('has its desk open at every hour of the day', () => {
    const desk = agendaOfRehearsal('2027-02-03', speakers).find(({ kind }) => kind === 'registration');
    expect([desk?.startsAt, desk?.endsAt]).toEqual([wita('2027-02-03', '00:00'), wita('2027-02-03', '23:59')]);
  });
});

describe('the other trainings', () => {
  const employees = new People(new Random(7)).employees();
  const nips = new Set(employees.map(({ nip }) => nip));
  const firstHalf = new Set(employees.filter((_, index) => index % 2 === 0).map(({ nip }) => nip));

  it.each(trainings)(
    '$title has as many as invited, of its units, and one whom the directory does not know',
    (plan) => {
      const people = participants(new Random(7), plan, employees, firstHalf);
      expect(people).toHaveLength(plan.seats);
      expect(new Set(people.map(({ nip }) => nip)).size).toBe(plan.seats);
      expect(people.every(({ unitCode }) => plan.units.includes(topUnit(unitCode ?? '')))).toBe(true);
      expect(people.filter(({ nip }) => firstHalf.has(nip ?? ''))).toHaveLength(plan.returning);
      const known = ({ nip, name }: (typeof people)[number]) =>
        nips.has(nip ?? '') && employees.some((employee) => employee.nip === nip && employee.name === name);
      expect(people.filter((person) => !known(person))).toEqual([people[0]]);
      expect(parseNip(people[0]?.nip ?? '')).toMatchObject({ ok: true });
    },
  );
});

describe('the second stage', () => {
  it('falls on a Wednesday in 15 to 21 days, whatever the day of seeding', () => {
    for (let day = 1; day <= 28; day += 1) {
      const now = new Date(Date.UTC(2027, 1, day, 3));
      const date = wita(dateOfSecondStage(now), '12:00');
      expect(date.getUTCDay()).toBe(3);
      const days = Math.round((date.getTime() - now.getTime()) / 86_400_000);
      expect(days).toBeGreaterThanOrEqual(15);
      expect(days).toBeLessThanOrEqual(22);
    }
  });
});

describe('the crowd', () => {
  const random = new Random(7);
  const people = new People(random);
  const crowd = gather(people, people.employees(), random, { offices: 60, districts: 18, partners: 6 });

  it('has as many people as asked, of the group asked, nobody twice', () => {
    expect([crowd.offices.length, crowd.districts.length, crowd.partners.length]).toEqual([60, 18, 6]);
    expect(crowd.districts.every(({ unitCode }) => topUnit(unitCode ?? '').startsWith('KEC-'))).toBe(true);
    expect(crowd.offices.some(({ unitCode }) => topUnit(unitCode ?? '').startsWith('KEC-'))).toBe(false);
    expect(crowd.partners.every(({ kind, unitCode }) => kind === 'guest' && unitCode === undefined)).toBe(true);
    const all = [...crowd.offices, ...crowd.districts, ...crowd.partners];
    expect(new Set(all.map(({ name, nip }) => nip ?? name)).size).toBe(84);
    expect(crowd.districts.some(({ name }) => name === 'Tole')).toBe(true);
  });

  it('fills the form while it is open, one after the other', () => {
    const [from, to] = [wita('2022-05-23', '08:00'), wita('2022-06-06', '16:00')];
    const times = formTimes(random, 300, from, to);
    expect(times).toHaveLength(300);
    expect(times.every((time, index) => time >= (times[index - 1] ?? from) && time < to)).toBe(true);
  });
});

describe('the doors', () => {
  it('see everybody but the absent, within the day, in order of time', () => {
    const registered = Array.from({ length: 100 }, (_, id) => ({ id: String(id) }) as Registration);
    const all = passages(new Random(7), '2022-06-08', registered);
    const came = new Set(all.flatMap(({ ticket }) => ticket?.id ?? []));
    expect(came.size).toBe(91);
    expect(all.every(({ at }, index) => index === 0 || at >= (all[index - 1]?.at ?? at))).toBe(true);
    expect(all.every(({ at }) => at >= wita('2022-06-08', '07:30') && at < wita('2022-06-08', '13:30'))).toBe(true);
    expect(all.filter(({ ticket }) => !ticket)).toHaveLength(2);
  });
});
