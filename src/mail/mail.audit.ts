export const mailActions = ['mail.sent', 'mail.failed', 'mail.retried', 'jobs.retried'] as const;
export type MailAction = (typeof mailActions)[number];
