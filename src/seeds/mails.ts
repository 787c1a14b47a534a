import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, SetClock } from '../common/index.js';
import type { Config } from '../config/index.js';
import { JobWorker } from '../jobs/index.js';
import { MailsService } from '../mail/index.js';
import { inApp } from './in-app.js';
import { openPost } from './post.js';

const BOUNCE = '550 5.2.2 Mailbox full';

/** The addresses of whom mails do not reach: one is refused at once, one comes back later. */
export interface Unreached {
  eventId: string;
  refused: string;
  bounced: string;
}

/** Sends the mails of one event to a server that keeps nothing, so that the mail page shows every state. */
export async function sendMails(
  config: Config,
  clock: SetClock,
  organiser: Actor,
  unreached: Unreached,
): Promise<void> {
  const post = await openPost(unreached.refused);
  try {
    // The refusal is meant, and no news for whoever starts the demo.
    await inApp({ ...config, smtpUrl: post.url, logLevel: 'fatal' }, clock, (app) => send(app, organiser, unreached));
  } finally {
    await post.close();
  }
}

async function send(app: INestApplicationContext, organiser: Actor, { eventId, bounced }: Unreached): Promise<void> {
  const mails = app.get(MailsService, { strict: false });
  const staff = {
    id: organiser.id ?? '',
    name: organiser.name ?? '',
    email: '',
    office: '',
    locale: 'id' as const,
    roles: [{ id: '', role: 'organiser' as const, eventId: null }],
  };
  await mails.retryAll({ state: 'held', eventId }, staff, organiser);
  await app.get(JobWorker, { strict: false }).drain();
  const { rows } = await mails.page({ eventId, state: 'sent', q: bounced, limit: 1 }, staff, 'id');
  const [last] = rows;
  if (!last) throw new Error('The demo sent no mail that could come back');
  await mails.bounce(last.id, BOUNCE, staff, organiser, 'id');
}
