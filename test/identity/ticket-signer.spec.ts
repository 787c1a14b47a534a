import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/app.setup.js';
import { Audit } from '../../src/audit/index.js';
import { Keys } from '../../src/common/crypto/index.js';
import { Clock } from '../../src/common/index.js';
import { readTicket } from '../../src/common/rules/ticket-format.js';
import { Database, Transactions } from '../../src/database/index.js';
import { TicketSigner } from '../../src/identity/index.js';
import { SigningKeysRepository } from '../../src/identity/signing-keys.repository.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';

const FACTS = {
  eventId: '0190b6c2-0000-7000-8000-00000000e001',
  registrationId: '0190b6c2-0000-7000-8000-00000000a001',
  epoch: 0,
};

describe('the ticket signer', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());
  beforeEach(() => app.empty());

  /** A signer that has read no key yet, as after a start. */
  const fresh = (keys = app.get(Keys)) =>
    new TicketSigner(
      app.get(Database),
      app.get(Transactions),
      new SigningKeysRepository(),
      keys,
      app.get(Clock),
      app.get(Audit),
    );

  const keyRows = () =>
    app.db.query<{ id: number; private_key_encrypted: string }>('SELECT * FROM signing_key ORDER BY id');

  it('makes its key at the first ticket, once, with an entry in the audit log', async () => {
    const signers = Array.from({ length: 8 }, () => fresh());
    const tickets = await Promise.all(signers.map((signer) => signer.sign(FACTS)));
    expect(new Set(tickets).size).toBe(1);
    expect(await keyRows()).toHaveLength(1);
    expect(await app.db.query("SELECT 1 FROM audit_entry WHERE action = 'identity.signing_key_created'")).toHaveLength(
      1,
    );
  });

  it('knows its tickets after a restart', async () => {
    const ticket = await fresh().sign(FACTS);
    expect(await fresh().verify(readTicket(ticket)!)).toEqual({ ok: true, keyId: 1, ...FACTS });
  });

  it('tells what is no ticket from what is forged', async () => {
    const signer = fresh();
    const ticket = await signer.sign(FACTS);
    await app.empty();
    const forged = await fresh().sign(FACTS);
    expect(forged).not.toBe(ticket);
    expect(await signer.verify(readTicket(forged)!)).toEqual({ ok: false, reason: 'forged' });
    expect(readTicket('https://bitung.example')).toBeNull();
  });

  it('finds a key that another process made later, and looks for it at most every ten seconds', async () => {
    const [here, there] = [fresh(), fresh()];
    await here.sign(FACTS);
    await app.db.query('UPDATE signing_key SET id = 2');
    await app.db.query('UPDATE signing_key SET private_key_encrypted = ? WHERE id = 2', [
      reseal((await keyRows())[0]!.private_key_encrypted),
    ]);
    const ticket = await there.sign(FACTS);
    expect(await here.verify(readTicket(ticket)!)).toEqual({ ok: false, reason: 'forged' });
    app.clock.advance(10_000);
    expect(await here.verify(readTicket(ticket)!)).toMatchObject({ ok: true, keyId: 2 });
  });

  it('signs with the newest key that is not retired, and still reads the tickets of a retired one', async () => {
    const before = fresh();
    const old = await before.sign(FACTS);
    await app.db.query("UPDATE signing_key SET retired_at = '2026-11-24 00:00:00.000'");
    await expect(fresh().sign(FACTS)).rejects.toThrow('retired');
    expect(await fresh().verify(readTicket(old)!)).toMatchObject({ ok: true, keyId: 1 });
  });

  it('keeps the private half encrypted: another APP_KEY opens nothing', async () => {
    await fresh().sign(FACTS);
    await expect(fresh(new Keys('another key, as long as a key has to be')).sign(FACTS)).rejects.toThrow(
      'does not open',
    );
  });

  it('makes one key when two processes sign their first ticket at once', async () => {
    if (engine === 'sqlite') return;
    const second = await createApp(app.db.config());
    await second.init();
    await second.get(Database).connect();
    try {
      const tickets = await Promise.all([
        app.get(TicketSigner).sign(FACTS),
        second.get(TicketSigner, { strict: false }).sign(FACTS),
      ]);
      expect(new Set(tickets).size).toBe(1);
      expect(await keyRows()).toHaveLength(1);
    } finally {
      await second.close();
    }
  });

  function reseal(sealed: string): string {
    const keys = app.get(Keys);
    return keys.encrypt(keys.decrypt(sealed, 'signing_key:1:private'), 'signing_key:2:private');
  }
});
