import type { paths } from './schema';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Body of the first success answer: `Answer<'/api/public/events'>`. */
export type Answer<Path extends keyof paths, M extends Method = 'get'> = paths[Path] extends {
  [K in M]: { responses: infer Responses };
}
  ? Json<Responses[keyof Responses & (200 | 201)]>
  : never;

/** Body that a request sends. */
export type Sent<Path extends keyof paths, M extends Method = 'post'> = paths[Path] extends {
  [K in M]: { requestBody?: infer Body };
}
  ? Json<NonNullable<Body>>
  : never;

export type EventCard = Answer<'/api/public/events'>[number];
export type EventPage = Answer<'/api/public/events/{slug}'>;
export type Organisation = Answer<'/api/public/organisation'>;
export type Ticket = Answer<'/api/public/tickets/{token}'>;
export type VerifiedCertificate = Answer<'/api/public/certificates/{code}'>;
export type Session = Answer<'/api/session'>;
export type EventRow = Answer<'/api/events'>[number];
