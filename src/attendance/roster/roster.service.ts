import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, decodeCursor, encodeCursor } from '../../common/index.js';
import { Database, SharedReads, Transactions } from '../../database/index.js';
import { printedName } from '../../directory/index.js';
import { Events } from '../../events/index.js';
import { TicketSigner } from '../../identity/index.js';
import { Registrations, type TicketHolder } from '../../registration/index.js';
import type { RosterChanges } from '../dto/roster.dto.js';
import { RosterBox, type RosterRecord } from '../rules/roster-box.js';
import type { RosterEntry } from './roster.entity.js';
import { RosterRepository } from './roster.repository.js';

const PAGE = 2_000;
const START: [number, string] = [0, ''];
/** So that a roster of ten thousand does not hold the process while it is sealed. */
const SEALED_AT_ONCE = 200;

type Ticket = Pick<RosterEntry, 'registrationId' | 'keyId' | 'epoch'>;
interface Due extends Ticket {
  record: RosterRecord;
  digest: string;
}

/** What phones hold of an event's tickets to judge them without network. */
@Injectable()
export class RosterService {
  private readonly refreshed = new SharedReads<void>();

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly signer: TicketSigner,
    private readonly roster: RosterRepository,
  ) {}

  async changes(eventId: string, after: string | undefined): Promise<RosterChanges> {
    const told = after === undefined ? START : decodeCursor(after, ['number', 'string']);
    await this.refreshed.get(eventId, () => this.refresh(eventId));
    const { from, rows } = await this.database.read(async (m) => {
      // Told before the database was restored from a backup that knows less.
      const from = told[0] > (await this.roster.changeSeq(m, eventId)) ? START : told;
      return { from, rows: await this.roster.after(m, eventId, from, PAGE + 1) };
    });
    const entries = rows.slice(0, PAGE);
    const last = entries.at(-1);
    return {
      cursor: encodeCursor(last ? [last.changeSeq, last.boxId] : from),
      more: rows.length > PAGE,
      entries: entries.map(({ boxId, box }) => ({ id: boxId, box })),
      keys: await this.signer.publicKeys(),
      now: this.clock.now().toISOString(),
    };
  }

  /**
   * Seals what has changed since the last time. Nothing of it stands in the way of those who register: the roster follows
   * when a phone asks. Of two processes that follow at the same time one begins anew, so that none puts back what is old.
   */
  private async refresh(eventId: string): Promise<void> {
    const keyIds = (await this.signer.publicKeys()).filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
    for (;;) {
      const { seq, due } = await this.database.read(async (m) => {
        await this.events.find(m, eventId);
        const seq = await this.roster.changeSeq(m, eventId);
        const holders = await this.registrations.ticketHolders(m, eventId);
        const known = new Map((await this.roster.known(m, eventId)).map((entry) => [refOf(entry), entry.digest]));
        return { seq, due: dueOf(holders, keyIds).filter((each) => known.get(refOf(each)) !== each.digest) };
      });
      if (due.length === 0) return;
      const entries = await this.seal(eventId, due, seq + 1);
      const written = await this.transactions.run(async (tx) => {
        if (!(await this.roster.advance(tx, eventId, seq))) return false;
        await this.roster.replace(tx, entries);
        return true;
      });
      if (written) return;
    }
  }

  private async seal(eventId: string, due: Due[], changeSeq: number): Promise<RosterEntry[]> {
    const entries: RosterEntry[] = [];
    for (let from = 0; from < due.length; from += SEALED_AT_ONCE) {
      const some = due.slice(from, from + SEALED_AT_ONCE).map(async ({ record, ...each }) => {
        const { registrationId, keyId, epoch } = each;
        const box = await RosterBox.of(await this.signer.signBy(keyId, { eventId, registrationId, epoch }));
        return { ...each, eventId, changeSeq, boxId: box.id, box: await box.seal(record) };
      });
      entries.push(...(await Promise.all(some)));
    }
    return entries;
  }
}

const refOf = ({ registrationId, keyId, epoch }: Ticket): string => `${registrationId} ${keyId} ${epoch}`;

/** Every ticket that was ever given out and that a key in use has signed. */
function dueOf(holders: TicketHolder[], keyIds: number[]): Due[] {
  return holders.flatMap((holder) =>
    Array.from({ length: holder.epoch + 1 }, (_, epoch) => {
      const record: RosterRecord = {
        registrationId: holder.id,
        status: holder.status,
        epochIsCurrent: epoch === holder.epoch,
        printedName: printedName(holder),
        unit: holder.unitText,
        endedAt: holder.endedAt?.toISOString() ?? null,
      };
      const digest = createHash('sha256').update(JSON.stringify(record)).digest('hex');
      return keyIds.map((keyId) => ({ registrationId: holder.id, keyId, epoch, record, digest }));
    }).flat(),
  );
}
