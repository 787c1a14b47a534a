type Endpoint<Response, Path = never, Body = never, Status extends number = 200> = {
  parameters: { query?: never; header?: never; cookie?: never } & ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: {
    [K in Status]: { headers: { [name: string]: unknown }; content: { 'application/json': Response } };
  } & {
    422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } };
  };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } });
interface Problem {
  title: string;
  status: number;
  detail?: string;
  code: string;
  correlationId?: string;
  errors?: { field: string; code: string; message: string }[];
}
type Kind = 'pns' | 'pppk' | 'non_asn' | 'guest';
interface EventCard {
  slug: string;
  title: string;
  programme: string | null;
  stage: number | null;
  stages: number | null;
  startsAt: string;
  endsAt: string;
  zone: string;
  venue: string;
  room: string | null;
  jp: number;
  capacity: number;
  taken: number;
  waiting: number;
  registration: 'not_yet' | 'open' | 'full' | 'closed' | 'over' | 'cancelled';
  signedOn: string | null;
}
interface EventPage extends EventCard {
  summary: string;
  bring: string[];
  organiserName: string;
  registrationOpensAt: string;
  registrationClosesAt: string;
  cancelUntil: string;
  minSharePercent: number;
  address: string;
  latitude: number | null;
  longitude: number | null;
  registrationStartsAt: string | null;
  sessions: {
    id: string;
    kind: 'registration' | 'opening' | 'topic' | 'discussion' | 'break' | 'signing' | 'closing';
    title: string;
    detail: string;
    room: string | null;
    startsAt: string;
    endsAt: string;
    jp: number;
    speakers: { printedName: string; affiliation: string; role: 'speaker' | 'moderator' }[];
  }[];
  speakers: { printedName: string; affiliation: string }[];
  pools: { name: string; capacity: number; taken: number }[];
  commitment: null | {
    title: string;
    body: string;
    signedOn: string | null;
    signatories: { name: string; office: string }[];
  };
  consentTexts: { id: string; purpose: string; text: string }[];
}
interface Me {
  id: string;
  name: string;
  email: string;
  office: string;
  locale: 'id' | 'en';
  roles: { role: string; eventId: string | null; eventTitle: string | null }[];
  permissions: string[];
}
export interface paths {
  '/api/public/organisation': {
    get: Endpoint<{
      name: string;
      shortName: string;
      city: string;
      province: string;
      address: string;
      phone: string | null;
      email: string | null;
      zone: string;
      dataContact: string;
    }>;
  };
  '/api/public/events': { get: Endpoint<EventCard[]> };
  '/api/public/events/{slug}': { get: Endpoint<EventPage, { slug: string }> };
  '/api/public/units': { get: Endpoint<{ id: string; name: string; parentId: string | null }[]> };
  '/api/public/ranks': {
    get: Endpoint<{ pns: { code: string; label: string }[]; pppk: { code: string; label: string }[] }>;
  };
  '/api/public/events/{slug}/registrations': {
    post: Endpoint<
      {
        token: string;
        status: 'confirmed' | 'waiting';
        ticketCode: string;
        warnings: { field: string; code: string; message: string }[];
      },
      { slug: string },
      {
        kind: Kind;
        nip?: string;
        nrp?: string;
        frontTitle?: string;
        name: string;
        backTitle?: string;
        unitId?: string;
        unitText?: string;
        position: string;
        rank?: string;
        phone: string;
        email: string;
        consentTextIds: string[];
        submissionNonce: string;
        website?: string;
        filledMs?: number;
      },
      201
    >;
  };
  '/api/public/tickets/{token}': {
    get: Endpoint<
      {
        event: {
          slug: string;
          title: string;
          startsAt: string;
          endsAt: string;
          registrationStartsAt: string | null;
          zone: string;
          venue: string;
          room: string | null;
          address: string;
          state: 'published' | 'archived' | 'cancelled';
        };
        status: 'confirmed' | 'waiting' | 'cancelled' | 'declined';
        ticketCode: string;
        qr: string | null;
        waitingPlace: number | null;
        printedName: string;
        unit: string;
        kind: Kind;
        position: string;
        registeredAt: string;
        cancelUntil: string;
        canCancel: boolean;
        minSharePercent: number;
        attendedJp: number | null;
        jp: number;
        certificate: null | { code: string; number: string; state: 'reserved' | 'issued' | 'revoked' };
        mail: { state: 'queued' | 'sent' | 'failed' | null };
      },
      { token: string }
    >;
  };
  '/api/public/tickets/{token}/cancel': { post: Endpoint<{ status: 'cancelled' }, { token: string }> };
  '/api/public/certificates/{code}': {
    get: Endpoint<
      {
        state: 'valid' | 'revoked' | 'unknown';
        number: string | null;
        printedName: string | null;
        nipMasked: string | null;
        title: string | null;
        startedOn: string | null;
        endedOn: string | null;
        jp: number | null;
        issuer: string | null;
        issuedOn: string | null;
        role: 'participant' | 'speaker' | 'moderator' | 'committee' | null;
        revokedOn: string | null;
        revokeReason: string | null;
        sha256: string | null;
        checkedAt: string;
      },
      { code: string }
    >;
  };
  '/api/setup': {
    get: Endpoint<{ needed: boolean }>;
    post: Endpoint<Me, never, { token: string; email: string; name: string; password: string }, 201>;
  };
  '/api/session': {
    get: Endpoint<Me>;
    post: Endpoint<Me, never, { email: string; password: string }, 201>;
    delete: Endpoint<undefined, never, never, 204>;
  };
  '/api/events': {
    get: Endpoint<
      (EventCard & {
        id: string;
        state: 'draft' | 'published' | 'cancelled' | 'archived';
        phase: 'draft' | 'open' | 'upcoming' | 'running' | 'over' | 'cancelled' | 'archived';
        permissions: string[];
      })[]
    >;
  };
}
