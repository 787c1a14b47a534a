import type { INestApplicationContext } from '@nestjs/common';
import { GatesService, ScansService } from '../attendance/index.js';
import { Certificates, IssueCertificates, RevokeCertificate } from '../certificates/index.js';
import type { Actor, SetClock } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { EventDrafts, Events, Lookups, Papers, Publications } from '../events/index.js';
import { Accounts, TicketSigner } from '../identity/index.js';
import { Imports } from '../imports/index.js';
import { JobWorker } from '../jobs/index.js';
import {
  CancelService,
  Decisions,
  DelegateEntry,
  Delegations,
  Letters,
  Questions,
  type Registration,
  Registrations,
  RegisterService,
  SavedViews,
} from '../registration/index.js';
import type { DemoPerson } from './demo-person.js';
import type { Random } from './random.js';

export type NewEvent = Parameters<EventDrafts['create']>[1];
export type SessionInput = NonNullable<NewEvent['sessions']>[number];

export const participant: Actor = { kind: 'participant', id: null, name: null, correlationId: null };

/** The services the demo is made with, and the clock they read: nothing is written past them. */
export class DemoWorld {
  readonly accounts: Accounts;
  readonly directory: Directory;
  readonly events: Events;
  readonly drafts: EventDrafts;
  readonly publications: Publications;
  readonly papers: Papers;
  readonly lookups: Lookups;
  readonly gates: GatesService;
  readonly scans: ScansService;
  readonly tickets: TicketSigner;
  readonly registrations: Registrations;
  readonly questions: Questions;
  readonly letters: Letters;
  readonly decisions: Decisions;
  readonly delegations: Delegations;
  readonly desk: DelegateEntry;
  readonly savedViews: SavedViews;
  readonly imports: Imports;
  readonly certificates: Certificates;
  readonly issuing: IssueCertificates;
  readonly revoking: RevokeCertificate;
  private readonly register: RegisterService;
  private readonly cancellation: CancelService;
  private readonly database: Database;
  private readonly worker: JobWorker;
  private unitIds = new Map<string, string>();
  private consentTextIds: string[] = [];

  constructor(
    app: INestApplicationContext,
    readonly clock: SetClock,
    readonly random: Random,
  ) {
    const get = { strict: false };
    this.accounts = app.get(Accounts, get);
    this.directory = app.get(Directory, get);
    this.events = app.get(Events, get);
    this.drafts = app.get(EventDrafts, get);
    this.publications = app.get(Publications, get);
    this.papers = app.get(Papers, get);
    this.lookups = app.get(Lookups, get);
    this.gates = app.get(GatesService, get);
    this.scans = app.get(ScansService, get);
    this.tickets = app.get(TicketSigner, get);
    this.registrations = app.get(Registrations, get);
    this.questions = app.get(Questions, get);
    this.letters = app.get(Letters, get);
    this.decisions = app.get(Decisions, get);
    this.delegations = app.get(Delegations, get);
    this.desk = app.get(DelegateEntry, get);
    this.savedViews = app.get(SavedViews, get);
    this.imports = app.get(Imports, get);
    this.certificates = app.get(Certificates, get);
    this.issuing = app.get(IssueCertificates, get);
    this.revoking = app.get(RevokeCertificate, get);
    this.register = app.get(RegisterService, get);
    this.cancellation = app.get(CancelService, get);
    this.database = app.get(Database, get);
    this.worker = app.get(JobWorker, get);
  }

  read<T>(work: (m: Reader) => Promise<T>): Promise<T> {
    return this.database.read(work);
  }

  /** Called once units are in. */
  async learn(): Promise<void> {
    this.unitIds = new Map((await this.directory.units()).map(({ code, id }) => [code, id]));
    this.consentTextIds = (await this.lookups.consentTexts()).map(({ id }) => id);
  }

  unitId(code: string): string {
    const id = this.unitIds.get(code);
    if (!id) throw new Error(`The demo has no unit ${code}`);
    return id;
  }

  /** A person fills the form at that time. */
  async apply(
    slug: string,
    { unitCode, ...person }: DemoPerson,
    at: Date,
    answers: Record<string, string | string[]> = {},
  ): Promise<Registration> {
    this.clock.set(at);
    const { registration } = await this.register.fromForm(slug, {
      input: { ...person, unitId: unitCode ? this.unitId(unitCode) : null, answers },
      consentTextIds: this.consentTextIds.filter(() => this.random.chance(0.65)),
      nonce: null,
      locale: 'id',
      actor: participant,
    });
    return registration;
  }

  /** A person gives the seat back on the ticket page. */
  async giveBack({ id }: Registration, at: Date): Promise<void> {
    this.clock.set(at);
    await this.cancellation.byParticipant(id, participant);
  }

  /** Mails, drawings and records that are due by now. */
  async settle(): Promise<void> {
    await this.worker.drain();
  }
}
