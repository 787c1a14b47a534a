import { describe, expect, it } from '@jest/globals';
import { RosterBox, type RosterRecord } from './roster-box.js';

const record: RosterRecord = {
  registrationId: '0190b6c2-0000-7000-8000-00000000a001',
  status: 'confirmed',
  epochIsCurrent: true,
  printedName: 'dr. Maria Ch. Wullur, S.E.',
  unit: 'Dinas Komunikasi dan Informatika',
  endedAt: null,
};
const TICKET = `B1:${'0123456789ABCDEFGHIJKLMNO $%*+'.repeat(5)}`;

describe('a box of the roster', () => {
  it('is opened by its ticket', async () => {
    const box = await RosterBox.of(TICKET);
    const sealed = await box.seal(record);
    expect(await (await RosterBox.of(TICKET)).open(sealed)).toEqual(record);
    expect((await RosterBox.of(TICKET)).id).toBe(box.id);
  });

  it('is not opened by another ticket, nor when a bit of it is changed', async () => {
    const box = await RosterBox.of(TICKET);
    const sealed = await box.seal(record);
    const other = await RosterBox.of(`${TICKET.slice(0, -1)}0`);
    expect(other.id).not.toBe(box.id);
    await expect(other.open(sealed)).rejects.toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    bytes[20]! ^= 1;
    await expect(box.open(bytes.toString('base64'))).rejects.toThrow();
  });

  it('shows nothing of the ticket or the person, and never looks the same twice', async () => {
    const box = await RosterBox.of(TICKET);
    const sealed = [await box.seal(record), await box.seal(record)];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const text of [box.id, ...sealed.map((each) => Buffer.from(each, 'base64').toString('latin1'))]) {
      for (const secret of ['Maria', 'Dinas', 'confirmed', record.registrationId, TICKET.slice(3, 20)]) {
        expect(text).not.toContain(secret);
      }
    }
  });
});
