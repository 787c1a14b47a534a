import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import { humanCode } from '../common/crypto/index.js';
import { AlreadyExists, Database, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { printedName, printedRank } from '../directory/index.js';
import { clock, numericDate, zoneName } from '../documents/index.js';
import { dateInZone, type Event, Events, numberFaults, type NumberToken, parseNumberPattern } from '../events/index.js';
import { Jobs } from '../jobs/index.js';
import { type Candidate, Candidates } from './candidates.js';
import { CertificateFiles } from './certificate-files.service.js';
import { formatNumber, seriesKey } from './certificate-number.js';
import { ofCertificate } from './certificates.audit.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository, type NewCertificate } from './certificates.repository.js';
import { drawJob } from './draw-job.js';
import { NumberSeriesRepository } from './number-series.repository.js';

const CODE_SIGNS = 10;

/** An event that may issue now. */
type IssuingEvent = Event & { startsAt: Date; endsAt: Date };

/** Takes a number for everybody who is eligible and has none yet; the papers are drawn afterwards by jobs. */
@Injectable()
export class IssueCertificates {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly candidates: Candidates,
    private readonly series: NumberSeriesRepository,
    private readonly certificates: CertificatesRepository,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly files: CertificateFiles,
  ) {}

  async issue(eventId: string, actor: Actor): Promise<{ reserved: number }> {
    this.checked(await this.database.read((m) => this.events.find(m, eventId)));
    await this.files.tryDrawing(eventId);
    try {
      return { reserved: await this.transactions.run((tx) => this.reserve(tx, eventId, actor)) };
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
      throw /certificate[._]number/.test(error.key)
        ? CertificateErrors.numberTaken(error)
        : CertificateErrors.busy(error);
    }
  }

  private async reserve(tx: Tx, eventId: string, actor: Actor): Promise<number> {
    const { event, pattern, datedOn } = this.checked(await this.events.find(tx, eventId));
    const series = seriesKey(event.numberUnit, datedOn);
    await this.series.hold(tx, series, event.numberStart);
    const people = await this.withoutNumber(tx, event);
    if (people.length === 0) return 0;
    const now = this.clock.now();
    const { seriesId, first } = await this.series.take(tx, series, event.numberStart, people.length);
    const rows = people.map((person, index): NewCertificate => {
      const serial = first + index;
      const values = { code: event.numberCode, unit: event.numberUnit, series: event.numberSeries, serial, datedOn };
      const number = formatNumber(pattern, values);
      return { ...snapshot(event, person), id: newId(), seriesId, serial, number, datedOn, reservedAt: now };
    });
    await uniqueGuard(() => this.certificates.insert(tx, rows));
    await this.events.beginCertificates(tx, eventId);
    await this.audit.appendMany(
      tx,
      rows.map((row) => ofCertificate(actor, 'certificates.reserved', row)),
    );
    await this.jobs.enqueueMany(
      tx,
      rows.map(({ id }) => drawJob(id)),
    );
    return rows.length;
  }

  private async withoutNumber(tx: Tx, event: Event): Promise<Candidate[]> {
    const numbered = new Set((await this.certificates.marksOfEvent(tx, event.id)).map((mark) => mark.registrationId));
    const everybody = await this.candidates.ofEvent(tx, event);
    return everybody.filter(({ verdict, registration }) => verdict.eligible && !numbered.has(registration.id));
  }

  private checked(event: Event): { event: IssuingEvent; pattern: NumberToken[]; datedOn: string } {
    const { startsAt, endsAt, zone } = event;
    if (event.state !== 'published' || !startsAt || !endsAt) throw CertificateErrors.eventNotPublished();
    if (this.clock.now() < endsAt) {
      throw CertificateErrors.eventNotOver(`${numericDate(endsAt, zone)} ${clock(endsAt, zone)} ${zoneName(zone)}`);
    }
    if (!event.certificateSignatoryId) throw CertificateErrors.noSignatory();
    const parsed = parseNumberPattern(event.numberPattern);
    const faults = numberFaults(event);
    if (!parsed.ok || faults.length > 0) throw CertificateErrors.numberSettings(faults);
    const endedOn = dateInZone(endsAt, zone);
    const datedOn = event.certificateDatedOn ?? endedOn;
    if (datedOn < endedOn) throw CertificateErrors.dateTooEarly(numericDate(datedOn, zone), numericDate(endedOn, zone));
    return { event: { ...event, startsAt, endsAt }, pattern: parsed.tokens, datedOn };
  }
}

/** What the paper says, as it is on the day of issue. */
function snapshot(event: IssuingEvent, { registration, facts }: Candidate) {
  return {
    eventId: event.id,
    subjectKey: `participant:${registration.id}`,
    registrationId: registration.id,
    role: 'participant',
    code: humanCode(CODE_SIGNS),
    state: 'reserved',
    printedName: printedName(registration),
    nameKey: registration.nameKey,
    kind: registration.kind,
    nip: registration.nip,
    nrp: registration.nrp,
    position: registration.position,
    rank: printedRank(registration.rank),
    unitId: registration.unitId,
    unitText: registration.unitText,
    title: event.title,
    issuer: event.issuerName,
    startedOn: dateInZone(event.startsAt, event.zone),
    endedOn: dateInZone(event.endsAt, event.zone),
    jp: event.jp ?? 0,
    attendedJp: facts.attendedJp,
    issuedAt: null,
    revokedAt: null,
    revokeReason: null,
    failure: null,
  } as const;
}
