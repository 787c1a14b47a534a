import { describe, expect, it } from '@jest/globals';
import { type DomainError, errorText, hasText, type Locale, locales, text, wordedParams } from '../common/index.js';
import { attendanceActions } from './attendance.audit.js';
import { AttendanceErrors } from './attendance.errors.js';
import { DeviceErrors } from './devices/device.errors.js';
import { correctionKinds } from './rules/correction.js';
import { verdicts } from './rules/verdict.js';

const errors: DomainError[] = [
  AttendanceErrors.gateNotFound(),
  AttendanceErrors.gateNameTaken('Pintu Timur'),
  AttendanceErrors.registrationNotFound(),
  AttendanceErrors.employeeUnknown(),
  AttendanceErrors.scanNotFound(),
  AttendanceErrors.scanIdTaken(),
  AttendanceErrors.agendaEmpty(),
  AttendanceErrors.dayOutsideEvent({ startsAt: new Date(0), endsAt: new Date(0) }, 'Asia/Makassar'),
  AttendanceErrors.notOnEventDay({ startsAt: new Date(0), endsAt: new Date(0) }, 'Asia/Makassar'),
  AttendanceErrors.sessionShut('Pembukaan', { startsAt: new Date(0), endsAt: new Date(0) }, 'Asia/Makassar'),
  AttendanceErrors.sessionNotFound('slot'),
  AttendanceErrors.notOpen(),
  AttendanceErrors.nobodyToAdmit(),
  AttendanceErrors.notReachable('Siti'),
  AttendanceErrors.exitOffDay(),
  AttendanceErrors.listNotDrawn(null),
  ...Object.values(DeviceErrors).map((refusal) => refusal('', '')),
];

describe.each(locales)('texts in %s', (locale: Locale) => {
  it('has a sentence for every error', () => {
    expect(errors.map(({ code }) => code)).toHaveLength(Object.keys({ ...AttendanceErrors, ...DeviceErrors }).length);
    for (const { code, params = {} } of errors.flatMap((error) => [error, ...error.errors])) {
      expect(errorText(code, wordedParams(params, locale), locale)).not.toMatch(/undefined|[{}]/);
    }
  });

  it.each(['COME_OUTSIDE_SESSION', 'NOTHING_TO_WITHDRAW', 'SCANNED_ANOTHER_DAY'])('has a sentence for %s', (code) => {
    expect(hasText(`error_${code.toLowerCase()}`)).toBe(true);
    expect(errorText(code, { hours: '' }, locale)).not.toMatch(/undefined|[{}]/);
  });

  it('says when the door of a session is open, with the zone', () => {
    const span = { startsAt: new Date('2026-11-24T00:00:00Z'), endsAt: new Date('2026-11-24T04:30:00Z') };
    const { code, params } = AttendanceErrors.sessionShut('Pembukaan', span, 'Asia/Makassar');
    expect(errorText(code, wordedParams(params, locale), locale)).toContain(
      {
        id: 'Pintu sesi “Pembukaan” dibuka Selasa, 24 November 2026 pukul 08.00–12.30 WITA.',
        en: 'The door of the session “Pembukaan” is open on Tuesday, 24 November 2026, 08:00–12:30 WITA.',
      }[locale],
    );
  });

  it('names the one day of an event once', () => {
    const span = { startsAt: new Date('2026-11-24T00:00:00Z'), endsAt: new Date('2026-11-24T04:30:00Z') };
    const { code, params } = AttendanceErrors.notOnEventDay(span, 'Asia/Makassar');
    expect(errorText(code, wordedParams(params, locale), locale)).toContain(
      { id: 'berlangsung Selasa, 24 November 2026; di luar', en: 'on Tuesday, 24 November 2026; outside' }[locale],
    );
  });

  it.each(attendanceActions)('has words for %s in the audit log', (action) => {
    const key = `audit_${action.replace('.', '_')}`;
    expect(hasText(key)).toBe(true);
    expect(text(key, {}, locale)).not.toMatch(/undefined|[{}]/);
  });

  it('words each verdict of a scan differently', () => {
    const worded = verdicts.map((verdict) => text('audit_attendance_scanned', { verdict, direction: 'in' }, locale));
    expect(new Set(worded).size).toBe(verdicts.length);
  });

  it('words each kind of correction differently, of a day and of a session', () => {
    const worded = correctionKinds.flatMap((kind) =>
      ['day', 'session'].map((span) => text('audit_attendance_corrected', { kind, span, day: '8/6' }, locale)),
    );
    expect(new Set(worded).size).toBe(2 * correctionKinds.length);
  });
});
