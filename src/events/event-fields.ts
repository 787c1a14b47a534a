import type { FieldError } from '../common/index.js';
import type { EventEdit, EventInput } from './dto/event.input.js';
import type { Event } from './event.entity.js';
import { defaultNumberPattern, parseNumberPattern } from './number-pattern.js';
import type { Organisation } from './organisation.entity.js';
import { windowFaults } from './publication-checklist.js';

/** The columns an organiser writes. */
export type EventFields = Omit<{ [K in keyof Required<EventInput>]: K extends keyof Event ? Event[K] : never }, 'slug'>;

const bimbinganTeknis = '8';

/** A new event: what is not given comes from the organisation's settings. */
export function newEvent(input: EventInput, organisation: Organisation, now: Date): EventFields {
  return {
    title: input.title,
    summary: input.summary ?? '',
    bring: input.bring ?? [],
    letterRule: input.letterRule ?? 'none',
    programmeId: input.programmeId ?? null,
    stage: input.stage ?? null,
    zone: input.zone ?? organisation.zone,
    venueId: input.venueId,
    roomId: input.roomId ?? null,
    organiserName: input.organiserName ?? organisation.letterheadOffice,
    organiserUnitId: input.organiserUnitId ?? null,
    issuerName: input.issuerName ?? organisation.name,
    registrationOpensAt: input.registrationOpensAt ?? now,
    registrationClosesAt: input.registrationClosesAt,
    cancelUntil: input.cancelUntil ?? input.registrationClosesAt,
    waitingMode: input.waitingMode ?? 'promote',
    offerHours: input.offerHours ?? 24,
    proofHours: input.proofHours ?? null,
    reminderDays: input.reminderDays === undefined ? 1 : input.reminderDays,
    minSharePercent: input.minSharePercent ?? 80,
    numberPattern: input.numberPattern ?? defaultNumberPattern,
    numberCode: input.numberCode ?? '',
    numberUnit: input.numberUnit ?? '',
    numberSeries: input.numberSeries ?? '',
    numberStart: input.numberStart ?? 1,
    certificateDatedOn: input.certificateDatedOn ?? null,
    certificatePlace: input.certificatePlace ?? organisation.city,
    certificateSignatoryId: input.certificateSignatoryId ?? null,
    siasnJenisDiklatId: input.siasnJenisDiklatId ?? bimbinganTeknis,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What an edit really changes. Another venue without a room leaves the room open. */
export function changesOf(before: Event, input: EventEdit): Partial<EventFields & { slug: string }> {
  const moved = input.venueId !== undefined && input.venueId !== before.venueId && input.roomId === undefined;
  const wanted: EventEdit = moved ? { ...input, roomId: null } : input;
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !same(value, before[field as keyof Event]),
    ),
  );
}

/** What is refused in a draft already: times in the wrong order, a pattern that cannot be read. */
export function draftFaults(event: Event | EventFields): FieldError[] {
  const pattern = parseNumberPattern(event.numberPattern);
  return [
    ...windowFaults({ ...event, startsAt: null, endsAt: null }),
    ...(pattern.ok ? [] : [{ field: 'numberPattern', ...pattern.fault }]),
  ];
}
