import type { TestApp } from '../support/app.js';
import type { Answer } from '../support/client.js';
import { type ApplicantBody, applicant } from './applicants.js';

export interface Registered {
  token: string;
  status: 'confirmed' | 'waiting';
  ticketCode: string;
  waitingPlace: number | null;
  warnings: { field: string; code: string; message: string }[];
}

/** Sends the public form, as the person himself does. */
export function sendForm<Body = Registered>(app: TestApp, slug: string, body: object): Promise<Answer<Body>> {
  return app.client().post<Body>(`/public/events/${slug}/registrations`, body);
}

/** Registers and expects a seat or a place in the waiting list. */
export async function register(
  app: TestApp,
  slug: string,
  n: number,
  changes: Partial<ApplicantBody> = {},
): Promise<Registered> {
  const answer = await sendForm(app, slug, applicant(n, changes));
  if (answer.status !== 201) throw new Error(`Registration ${n}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
