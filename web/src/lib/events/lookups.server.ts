import { api } from '$lib/api/client';
import { messagesByField, must, problemOf } from '$lib/api/problem';
import { another, type EventValues, type Lookups } from './event-values';

type Request = Parameters<typeof api>[0];

export async function lookups(request: Request): Promise<Lookups> {
  const [venues, programmes, signatories] = await Promise.all([
    api(request).GET('/api/venues'),
    api(request).GET('/api/programmes'),
    api(request).GET('/api/signatories'),
  ]);
  return { venues: must(venues), programmes: must(programmes), signatories: must(signatories) };
}

const renamed = (errors: Record<string, string>, fields: Record<string, string>, rest: string) =>
  Object.fromEntries(Object.entries(errors).map(([field, message]) => [fields[field] ?? rest, message]));

/**
 * Adds the place and the signatory that were typed beside the event and puts their ids into the values, so that a second
 * attempt chooses them instead of adding them twice. Returns the faults by field of the form.
 */
export async function addTyped(request: Request, values: EventValues): Promise<Record<string, string>> {
  let errors: Record<string, string> = {};
  const of = (name: string) => values[name] ?? '';
  if (of('venueId') === another) {
    const seats = of('roomSeats') ? { seats: Number(of('roomSeats')) } : {};
    const rooms = of('roomName') ? [{ name: of('roomName'), ...seats }] : [];
    const body = { name: of('venueName'), address: of('venueAddress'), rooms };
    const answer = await api(request).POST('/api/venues', { body });
    if (answer.data) {
      values.venueId = answer.data.id;
      values.roomId = answer.data.rooms[0]?.id ?? '';
    } else {
      const fields = {
        name: 'venueName',
        address: 'venueAddress',
        'rooms.0.name': 'roomName',
        'rooms.0.seats': 'roomSeats',
      };
      errors = renamed(messagesByField(problemOf(answer)), fields, 'venueId');
    }
  }
  if (of('certificateSignatoryId') === another) {
    const body = {
      officePrefix: of('officePrefix') as '' | 'Plt.' | 'Plh.' | 'Pj.' | 'a.n.',
      onBehalfOf: of('onBehalfOf') || null,
      name: of('signatoryName'),
      office: of('signatoryOffice'),
      rank: of('signatoryRank') || null,
      nip: of('signatoryNip') || null,
    };
    const answer = await api(request).POST('/api/signatories', { body });
    if (answer.data) values.certificateSignatoryId = answer.data.id;
    else {
      const fields = {
        name: 'signatoryName',
        office: 'signatoryOffice',
        rank: 'signatoryRank',
        nip: 'signatoryNip',
        onBehalfOf: 'onBehalfOf',
      };
      errors = { ...errors, ...renamed(messagesByField(problemOf(answer)), fields, 'certificateSignatoryId') };
    }
  }
  return errors;
}
