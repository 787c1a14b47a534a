import { generateKeyPairSync, randomInt, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse as uuidBytes } from 'uuid';
import { decodeBase45, encodeBase45 } from '../common/rules/base45.js';
import { readTicket } from '../common/rules/ticket-format.js';
import { isGenuine, privateKeyFrom, publicKeyFrom, writeTicket } from './ticket-token.js';

const pair = () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x, d } = privateKey.export({ format: 'jwk' });
  return { privateKey: privateKeyFrom(x!, d!), publicKey: publicKeyFrom(x!) };
};
const ours = pair();
const theirs = pair();
const facts = {
  eventId: '0190b6c2-0000-7000-8000-00000000e001',
  registrationId: '0190b6c2-0000-7000-8000-00000000a001',
  epoch: 3,
};
const ticket = writeTicket(facts, 1, ours.privateKey);

const accepted = async (text: string): Promise<boolean> => {
  const read = readTicket(text);
  return read !== null && (await isGenuine(read, ours));
};

const rewritten = (change: (bytes: Buffer) => void): string => {
  const bytes = Buffer.from(decodeBase45(ticket.slice(3))!);
  change(bytes);
  return `B1:${encodeBase45(bytes)}`;
};

describe('a ticket', () => {
  it('has 153 signs that a QR takes in its alphanumeric mode, and its parts in their places', () => {
    expect(ticket).toMatch(/^B1:[0-9A-Z $%*+\-./:]{150}$/);
    const bytes = Buffer.from(decodeBase45(ticket.slice(3))!);
    expect(bytes).toHaveLength(100);
    expect([...bytes.subarray(0, 2)]).toEqual([1, 1]);
    expect(bytes.subarray(2, 18)).toEqual(Buffer.from(uuidBytes(facts.eventId)));
    expect(bytes.subarray(18, 34)).toEqual(Buffer.from(uuidBytes(facts.registrationId)));
    expect(bytes.readUInt16BE(34)).toBe(3);
  });

  it('is the same each time, so that the server can recompute it', () => {
    expect(writeTicket(facts, 1, ours.privateKey)).toBe(ticket);
  });

  it('is read back whatever it holds', async () => {
    const anyFacts = fc.record({
      eventId: fc.uuid(),
      registrationId: fc.uuid(),
      epoch: fc.integer({ min: 0, max: 65_535 }),
    });
    await fc.assert(
      fc.asyncProperty(anyFacts, fc.integer({ min: 1, max: 255 }), async (held, keyId) => {
        const read = readTicket(writeTicket(held, keyId, ours.privateKey));
        expect(read).toMatchObject({ ...held, keyId });
        expect(await isGenuine(read!, ours)).toBe(true);
        expect(await isGenuine(read!, { publicKey: ours.publicKey })).toBe(true);
      }),
    );
  });
});

it('what a private key would sign otherwise is still verified', async () => {
  const mixed = { publicKey: ours.publicKey, privateKey: theirs.privateKey };
  expect(await isGenuine(readTicket(ticket)!, mixed)).toBe(true);
});

describe('a ticket is refused', () => {
  it('with anything in it altered, left out, put in or moved (100,000 mutations)', async () => {
    const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    const stranger = writeTicket({ ...facts, registrationId: facts.eventId }, 1, ours.privateKey);
    const mutations: ((at: number) => string)[] = [
      (at) => ticket.slice(0, at) + signs.charAt(randomInt(signs.length)) + ticket.slice(at + 1),
      (at) => ticket.slice(0, at) + ticket.slice(at + 1),
      (at) => ticket.slice(0, at) + signs.charAt(randomInt(signs.length)) + ticket.slice(at),
      (at) => ticket.slice(0, at) + ticket.slice(at).split('').reverse().join(''),
      // The parts of one true ticket with those of another.
      (at) => ticket.slice(0, at) + stranger.slice(at),
      (at) => rewritten((bytes) => (bytes[at % 100] = randomInt(256))),
    ];
    let tried = 0;
    let letIn = 0;
    for (let round = 0; tried < 100_000;) {
      const texts: string[] = [];
      for (; texts.length < 1000; round++) {
        const text = mutations[round % mutations.length]!(randomInt(ticket.length));
        if (text !== ticket && text !== stranger) texts.push(text);
      }
      tried += texts.length;
      letIn += (await Promise.all(texts.map(accepted))).filter(Boolean).length;
    }
    expect(letIn).toBe(0);
  });

  it('with any bit turned', async () => {
    for (let bit = 0; bit < 800; bit++) {
      expect(await accepted(rewritten((bytes) => (bytes[bit >> 3]! ^= 1 << (bit & 7))))).toBe(false);
    }
  });

  it('when another key signed it', async () => {
    const read = readTicket(writeTicket(facts, 1, theirs.privateKey));
    expect(read).not.toBeNull();
    expect(await isGenuine(read!, ours)).toBe(false);
    expect(await isGenuine(read!, { publicKey: ours.publicKey })).toBe(false);
  });

  it('when our key signed it for another use', async () => {
    const bare = rewritten((bytes) => bytes.set(sign(null, bytes.subarray(0, 36), ours.privateKey), 36));
    expect(readTicket(bare)).not.toBeNull();
    expect(await accepted(bare)).toBe(false);
  });

  it('in another version, even with a right signature', () => {
    for (const version of [0, 2, 255]) {
      const other = rewritten((bytes) => {
        bytes.writeUInt8(version, 0);
        const signed = Buffer.concat([Buffer.from('bintek-ticket-v1\0'), bytes.subarray(0, 36)]);
        bytes.set(sign(null, signed, ours.privateKey), 36);
      });
      expect(readTicket(other)).toBeNull();
    }
  });

  it('when it is no ticket at all', () => {
    const texts = [
      '',
      'B1:',
      'https://example.org',
      ticket.slice(3),
      ticket.toLowerCase(),
      `${ticket}0`,
      ticket.slice(0, -1),
      ` ${ticket}`,
      `B2:${ticket.slice(3)}`,
      'B1:'.padEnd(153, ':'),
      'B1:😀',
    ];
    for (const text of texts) expect(readTicket(text)).toBeNull();
  });
});
