import { describe, expect, it } from '@jest/globals';
import type { NodemailerError } from 'nodemailer';
import { mailFault } from './mail-fault.js';

/** As nodemailer reports it. */
const error = (parts: Partial<NodemailerError>): NodemailerError =>
  Object.assign(new Error(parts.response ?? 'no reply'), {
    ...parts,
    ...(parts.responseCode ? { permanent: parts.responseCode >= 500 } : {}),
  });
const reply = (code: string, command: string, responseCode: number) =>
  error({ code, command, responseCode, response: `${responseCode} no` });

describe('what a fault of the mail server means', () => {
  it.each([
    ['refused', reply('EENVELOPE', 'RCPT TO', 550)],
    ['refused', reply('EENVELOPE', 'MAIL FROM', 552)],
    ['refused', reply('EMESSAGE', 'DATA', 554)],
    ['refused', error({ code: 'EENVELOPE', command: 'API' })],
    ['deferred', reply('EENVELOPE', 'RCPT TO', 451)],
    ['deferred', reply('EMESSAGE', 'DATA', 452)],
    ['auth', reply('EAUTH', 'AUTH PLAIN', 535)],
    ['auth', reply('EENVELOPE', 'MAIL FROM', 530)],
    ['sender', reply('EENVELOPE', 'MAIL FROM', 550)],
    ['tls', error({ code: 'ETLS', command: 'STARTTLS' })],
    ['unreachable', error({ code: 'ESOCKET', command: 'CONN' })],
    ['unreachable', reply('EPROTOCOL', 'CONN', 554)],
  ] as const)('%s: %o', (kind, cause) => {
    expect(mailFault(cause, false).kind).toBe(kind);
  });

  it('the outcome is unknown only when every byte was sent and no answer came', () => {
    const lost = error({ code: 'ECONNECTION', command: 'CONN' });
    expect(mailFault(lost, true).outcomeUnknown).toBe(true);
    expect(mailFault(lost, false).outcomeUnknown).toBe(false);
    expect(mailFault(reply('EMESSAGE', 'DATA', 554), true).outcomeUnknown).toBe(false);
  });

  it('keeps the words of the server', () => {
    expect(mailFault(reply('EENVELOPE', 'RCPT TO', 550), false)).toMatchObject({ reply: '550 no', message: '550 no' });
  });
});
