import type { Answer } from '$lib/api/types';

export type Outbox = Answer<'/api/mails'>;
export type MailRow = Outbox['rows'][number];
export type MailDetail = Answer<'/api/mails/{id}'>;
