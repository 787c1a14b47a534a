import { describe, expect, it } from '@jest/globals';
import { agendaFaults } from '../events/agenda-check.js';
import { computedHours } from '../events/training-hours.js';
import type { Registration } from '../registration/index.js';
import { agendaOf, wita } from './agenda.js';
import { formTimes, gather } from './crowd.js';
import { passages } from './doors.js';
import { People } from './people.js';
import { Random } from './random.js';
import { dateOfSecondStage } from './stage-two.js';
import { topUnit } from './units.js';

describe('the agenda of a stage', () => {
  it('has 8 JP and no clash', () => {
    const speakers = { policy: 'p1', readiness: 'p2', masterplan: 'p3', moderator: 'p4' };
    const sessions = agendaOf('2022-06-08', speakers);
    expect(sessions.reduce((sum, { kind, startsAt, endsAt }) => sum + computedHours(kind, startsAt, endsAt), 0)).toBe(
      8,
    );
    const named = sessions.map((session, index) => ({
      ...session,
      id: String(index),
      roomId: null,
      speakers: (session.speakers ?? []).map(({ speakerId }) => ({ speakerId, name: speakerId })),
    }));
    expect(agendaFaults(named, { zone: 'Asia/Makassar', mainRoom: 'hall' })).toEqual([]);
  });
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
    const all = passages(new Random(7), '2022-06-08', registered, 9);
    const came = new Set(all.flatMap(({ ticket }) => ticket?.id ?? []));
    expect(came.size).toBe(91);
    expect(all.every(({ at }, index) => index === 0 || at >= (all[index - 1]?.at ?? at))).toBe(true);
    expect(all.every(({ at }) => at >= wita('2022-06-08', '07:30') && at < wita('2022-06-08', '13:30'))).toBe(true);
    expect(all.filter(({ ticket }) => !ticket)).toHaveLength(2);
  });
});
