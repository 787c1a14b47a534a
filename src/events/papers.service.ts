import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type FieldError, newId, validationFailed } from '../common/index.js';
import { Database, Transactions, type Reader } from '../database/index.js';
import { type CommitmentData, Documents, DrawingError } from '../documents/index.js';
import type { CommitmentInput, CommitteeInput } from './dto/papers.input.js';
import { dateInZone } from './event-times.js';
import { ofEvent } from './events.audit.js';
import { EventErrors } from './events.errors.js';
import { Events } from './events.service.js';
import { PapersRepository } from './papers.repository.js';
import { readPeople } from './printed-people.js';
import { letterheadOf, personBlock } from './printed.js';

/** Committee and joint commitment of an event. */
@Injectable()
export class Papers {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly facts: Events,
    private readonly papers: PapersRepository,
    private readonly documents: Documents,
    private readonly audit: Audit,
  ) {}

  setCommittee(actor: Actor, eventId: string, { members }: CommitteeInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const event = await this.facts.hold(tx, eventId);
      // Certificates name committee members.
      if (event.certificatesBeganAt) throw EventErrors.certificatesBegan();
      const standing = new Set((await this.papers.committee(tx, eventId)).map(({ id }) => id));
      const people = readPeople(members, 'members');
      const faults: FieldError[] = [...people.faults];
      members.forEach(({ id }, index) => {
        if (id && !standing.has(id)) faults.push({ field: `members.${index}.id`, code: 'COMMITTEE_UNKNOWN' });
      });
      const chairs = members.flatMap(({ role }, index) => (role === 'chair' ? [index] : []));
      if (chairs.length > 1) faults.push({ field: `members.${chairs[1]}.role`, code: 'COMMITTEE_TWO_CHAIRS' });
      if (faults.length) throw validationFailed(faults);
      const rows = people.read.map((person, sort) => {
        const { id, role } = members[sort]!;
        return { ...person, id: id ?? newId(), eventId, role, sort };
      });
      const kept = new Set(rows.map(({ id }) => id));
      await this.papers.changeCommittee(tx, {
        remove: [...standing].filter((id) => !kept.has(id)),
        update: rows.filter(({ id }) => standing.has(id)),
        insert: rows.filter(({ id }) => !standing.has(id)),
      });
      await this.audit.append(
        tx,
        ofEvent(actor, 'events.committee_changed', eventId, { payload: { count: rows.length } }),
      );
    });
  }

  setCommitment(actor: Actor, eventId: string, { title, body, signatories }: CommitmentInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.facts.hold(tx, eventId);
      const people = readPeople(signatories, 'signatories');
      if (people.faults.length) throw validationFailed(people.faults);
      const standing = await this.papers.commitment(tx, eventId);
      if (standing?.signedOn) throw EventErrors.commitmentSigned();
      const id = standing?.id ?? newId();
      if (standing) await this.papers.updateCommitment(tx, id, { title, body });
      else await this.papers.insertCommitment(tx, { id, eventId, title, body, signedOn: null });
      const rows = people.read.map((person, sort) => ({ ...person, id: newId(), commitmentId: id, sort }));
      await this.papers.setSignatories(tx, id, rows);
      const payload = { count: rows.length };
      const subject = { kind: 'commitment', id };
      await this.audit.append(tx, ofEvent(actor, 'events.commitment_edited', eventId, { subject, payload }));
    });
  }

  /** Records that the paper was signed by hand on that day. */
  sign(actor: Actor, eventId: string, signedOn: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const event = await this.facts.hold(tx, eventId);
      if (event.state !== 'published') throw EventErrors.notPublished();
      const commitment = await this.papers.commitment(tx, eventId);
      if (!commitment) throw EventErrors.commitmentMissing();
      const faults: FieldError[] = [];
      if (!commitment.signatories.length) faults.push({ field: 'signatories', code: 'COMMITMENT_NEEDS_SIGNATORY' });
      if (signedOn > dateInZone(this.clock.now(), event.zone)) {
        faults.push({ field: 'signedOn', code: 'COMMITMENT_SIGNED_AHEAD' });
      }
      if (faults.length) throw validationFailed(faults);
      if (!(await this.papers.sign(tx, commitment.id, signedOn))) throw EventErrors.commitmentSigned();
      const subject = { kind: 'commitment', id: commitment.id };
      await this.audit.append(
        tx,
        ofEvent(actor, 'events.commitment_signed', eventId, { subject, payload: { signedOn } }),
      );
    });
  }

  async drawCommitment(eventId: string): Promise<Buffer> {
    const data = await this.database.read((m) => this.commitmentData(m, eventId));
    try {
      return await this.documents.drawCommitment(data);
    } catch (error) {
      // Its text stands as it was signed, so a sign that no font has is told, not replaced.
      const letters = error instanceof DrawingError ? error.missingLetters.join(' ') : '';
      throw letters ? EventErrors.commitmentLetters(letters, error) : error;
    }
  }

  private async commitmentData(m: Reader, eventId: string): Promise<CommitmentData> {
    const event = await this.facts.find(m, eventId);
    const commitment = await this.papers.commitment(m, eventId);
    if (!commitment) throw EventErrors.commitmentMissing();
    const organisation = await this.facts.organisation(m);
    const sessions = await this.facts.sessions(m, eventId);
    const planned = sessions.find(({ kind }) => kind === 'signing')?.startsAt ?? event.startsAt ?? this.clock.now();
    return {
      letterhead: letterheadOf(organisation),
      title: commitment.title,
      subject: event.programme?.name ?? event.title,
      text: commitment.body,
      place: organisation.city,
      date: commitment.signedOn ?? dateInZone(planned, event.zone),
      signedOn: commitment.signedOn,
      signatories: commitment.signatories.map(personBlock),
      createdAt: this.clock.now().toISOString(),
    };
  }
}
