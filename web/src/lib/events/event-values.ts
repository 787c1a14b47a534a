import type { Answer, Sent } from '$lib/api/types';
import type { EventDetail } from '$lib/console/event-page';
import { localInput, moment } from './zoned-time';

export type Lookups = {
  venues: Answer<'/api/venues'>;
  programmes: Answer<'/api/programmes'>;
  signatories: Answer<'/api/signatories'>;
};

/** Choice of a list for what is not in it yet; its fields stand below. */
export const another = 'new';

const names = [
  ...['title', 'summary', 'bring', 'programmeId', 'stage', 'venueId', 'roomId', 'registrationOpensAt'],
  ...['registrationClosesAt', 'cancelUntil', 'capacity', 'minSharePercent', 'certificateSignatoryId'],
  ...['numberPattern', 'numberCode', 'numberUnit', 'numberSeries', 'numberStart', 'certificateDatedOn'],
  ...['venueName', 'venueAddress', 'roomName', 'roomSeats'],
  ...['officePrefix', 'onBehalfOf', 'signatoryName', 'signatoryOffice', 'signatoryRank', 'signatoryNip'],
] as const;
export type EventValues = Record<string, string>;

export const emptyValues = (): EventValues => ({
  ...Object.fromEntries(names.map((name) => [name, ''])),
  minSharePercent: '80',
  numberPattern: '{kode}/{urut:0000}/{unit}/{bulan_romawi}/{tahun}',
  numberStart: '1',
});

/** Chooses what was added on the way (place, signatory); whatever was typed since stays. */
export function chooseAdded(values: EventValues, sent: EventValues): void {
  for (const name of ['venueId', 'roomId', 'certificateSignatoryId']) values[name] = sent[name] ?? '';
}

export const readEventValues = (form: FormData): EventValues =>
  Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '').trim()]));

export const valuesOf = (event: EventDetail): EventValues => ({
  ...emptyValues(),
  title: event.title,
  summary: event.summary,
  bring: event.bring.join('\n'),
  programmeId: event.programmeId ?? '',
  stage: event.stage === null ? '' : String(event.stage),
  venueId: event.venueId,
  roomId: event.roomId ?? '',
  registrationOpensAt: localInput(event.registrationOpensAt, event.zone),
  registrationClosesAt: localInput(event.registrationClosesAt, event.zone),
  cancelUntil: localInput(event.cancelUntil, event.zone),
  capacity: String(event.capacity),
  minSharePercent: String(event.minSharePercent),
  certificateSignatoryId: event.certificateSignatoryId ?? '',
  numberPattern: event.numberPattern,
  numberCode: event.numberCode,
  numberUnit: event.numberUnit,
  numberSeries: event.numberSeries,
  numberStart: String(event.numberStart),
  certificateDatedOn: event.certificateDatedOn ?? '',
});

/** What the API is sent; numbers that are none go as they are, so that the fault is told at the field. */
export function bodyOf(values: EventValues, zone: string): Sent<'/api/events'> {
  const of = (name: string) => values[name] ?? '';
  const numeric = (name: string) => (/^-?\d+$/.test(of(name)) ? Number(of(name)) : (of(name) as unknown as number));
  const time = (name: string) => (of(name) ? { [name]: moment(of(name), zone) } : {});
  return {
    title: of('title'),
    summary: of('summary'),
    bring: of('bring')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    programmeId: of('programmeId') || null,
    stage: of('stage') ? numeric('stage') : null,
    venueId: of('venueId'),
    roomId: of('roomId') || null,
    zone,
    ...time('registrationOpensAt'),
    registrationClosesAt: moment(of('registrationClosesAt'), zone),
    ...time('cancelUntil'),
    capacity: numeric('capacity'),
    minSharePercent: numeric('minSharePercent'),
    certificateSignatoryId: of('certificateSignatoryId') || null,
    numberPattern: of('numberPattern'),
    numberCode: of('numberCode'),
    numberUnit: of('numberUnit'),
    numberSeries: of('numberSeries'),
    numberStart: numeric('numberStart'),
    certificateDatedOn: of('certificateDatedOn') || null,
  };
}
