export const mailActions = [
  'mail.sent',
  'mail.failed',
  'mail.retried',
  'mail.withdrawn',
  'mail.bounced',
  'jobs.retried',
] as const;
export type MailAction = (typeof mailActions)[number];
