import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { can, type StaffMember } from '../common/access/index.js';
import { decodeCursor, toPage } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type Tx } from '../database/index.js';
import { Directory, maskNip, printedRank } from '../directory/index.js';
import { type Column, xlsxStream } from '../documents/index.js';
import { dateInZone, Events } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { printedNameOf } from './applicant.js';
import type { RegistrationDetail, RegistrationFilter, RegistrationPage, RegistrationRow } from './dto/list.dto.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationFacts } from './registration-facts.js';
import { type ListFilter, type ListKey, RegistrationListRepository } from './registration-list.repository.js';
import { isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { TicketService } from './ticket.service.js';

const ROWS_PER_READ = 500;

/** The organiser's list, a row of it in full, and its export. */
@Injectable()
export class RegistrationList {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly list: RegistrationListRepository,
    private readonly registrations: RegistrationsRepository,
    private readonly facts: RegistrationFacts,
    private readonly mail: Mail,
    private readonly tickets: TicketService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async page(eventId: string, query: RegistrationFilter, staff: StaffMember): Promise<RegistrationPage> {
    const { after, limit } = query;
    const from = after ? decodeCursor(after, query.sort === 'name' ? ['string', 'string'] : ['string']) : null;
    return this.database.read(async (m) => {
      const filter = await this.widen(m, query);
      const counts = await this.list.countByStatus(m, eventId);
      const page = toPage(await this.list.page(m, eventId, filter, from, limit + 1), limit, keyOf(filter));
      return {
        rows: await this.rows(m, page.rows, staff, eventId),
        next: page.next,
        matched: await this.list.count(m, eventId, filter),
        total: Object.values(counts).reduce((sum, count) => sum + count, 0),
        counts,
      };
    });
  }

  /** @throws DomainError REGISTRATION_NOT_FOUND, also for a row of another event. */
  async detail(eventId: string, registrationId: string, staff: StaffMember): Promise<RegistrationDetail> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.findInEvent(m, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const [row] = await this.rows(m, [registration], staff, eventId);
      const attended = await this.facts.attendedJp(m, eventId, [registration.id]);
      const consents = await this.list.consents(m, registration.id);
      const helps = isLive(registration.status) && can(staff, 'registrations.manage', eventId);
      return {
        ...(row as RegistrationRow),
        frontTitle: registration.frontTitle,
        name: registration.name,
        backTitle: registration.backTitle,
        confirmedAt: registration.confirmedAt?.toISOString() ?? null,
        endedAt: registration.endedAt?.toISOString() ?? null,
        endReason: registration.endReason,
        attendedJp: attended.get(registration.id) ?? null,
        ticketLink: helps ? `${this.config.origin}/t/${this.tickets.token(registration)}` : null,
        consents: consents.map((consent) => ({
          purpose: consent.consentText?.purpose ?? '',
          givenAt: consent.givenAt.toISOString(),
          withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
        })),
      };
    });
  }

  /** What the filter shows, whole, as a spreadsheet. NIP and phone are text cells. */
  async xlsx(eventId: string, query: RegistrationFilter, staff: StaffMember): Promise<Readable> {
    const zone = await this.database.read(async (m) => (await this.events.find(m, eventId)).zone);
    return xlsxStream(this.cells(eventId, query, staff, zone), COLUMNS, 'Pendaftar');
  }

  private async *cells(eventId: string, query: RegistrationFilter, staff: StaffMember, zone: string) {
    const filter = await this.database.read((m) => this.widen(m, query));
    const day = (iso: string | null) => (iso ? dateInZone(new Date(iso), zone) : null);
    for (let after: ListKey | null = null; ;) {
      const from: ListKey | null = after;
      const { rows, last } = await this.database.read(async (m) => {
        const found = await this.list.page(m, eventId, filter, from, ROWS_PER_READ);
        return { rows: await this.rows(m, found, staff, eventId), last: found.at(-1) };
      });
      for (const row of rows) {
        yield [
          row.printedName,
          row.nip ?? row.nrp,
          KINDS[row.kind],
          printedRank(row.rank),
          row.position,
          row.unit,
          row.phone,
          row.email,
          STATUSES[row.status],
          row.ticketCode,
          day(row.createdAt),
          day(row.arrivedAt),
          row.certificate,
        ];
      }
      if (!last || rows.length < ROWS_PER_READ) return;
      after = keyOf(filter)(last);
    }
  }

  private async widen(
    m: Tx,
    { unitId, after: _after, limit: _limit, ...filter }: RegistrationFilter,
  ): Promise<ListFilter> {
    return unitId ? { ...filter, unitIds: await this.directory.subtree(unitId, m) } : filter;
  }

  private async rows(m: Tx, found: Registration[], staff: StaffMember, eventId: string): Promise<RegistrationRow[]> {
    const ids = found.map((row) => row.id);
    if (ids.length === 0) return [];
    const arrivals = await this.facts.arrivals(m, ids);
    const certificates = await this.facts.certificates(m, ids);
    const mails = await this.mail.lastStates(m, 'registration', ids);
    const readsNip = can(staff, 'nip.read', eventId);
    const waiting = found.filter(({ status }) => status === 'waiting').map(({ id }) => id);
    const places = await this.registrations.placesInLine(m, eventId, waiting);
    return found.map((row) => ({
      id: row.id,
      printedName: printedNameOf(row),
      nip: row.nip && !readsNip ? maskNip(row.nip) : row.nip,
      nrp: row.nrp,
      kind: row.kind,
      unit: row.unitText,
      position: row.position,
      rank: row.rank,
      status: row.status,
      waitingPlace: places.get(row.id) ?? null,
      ticketCode: row.ticketCode,
      email: row.email,
      phone: row.phone,
      mail: mails.get(row.id) ?? null,
      arrivedAt: arrivals.get(row.id)?.toISOString() ?? null,
      certificate: certificates.get(row.id)?.number ?? null,
      createdAt: row.createdAt.toISOString(),
      warnings: row.warnings.map((warning) => warning.code),
    }));
  }
}

const keyOf =
  (filter: ListFilter) =>
  (row: Registration): ListKey =>
    filter.sort === 'name' ? [row.nameKey, row.id] : [row.id];

// Official spreadsheets are Indonesian only, as papers are.
const KINDS = { pns: 'PNS', pppk: 'PPPK', non_asn: 'Non-ASN', guest: 'Tamu' } as const;
const STATUSES = {
  unconfirmed: 'Belum membuktikan email',
  pending: 'Menunggu persetujuan',
  confirmed: 'Terdaftar',
  waiting: 'Daftar tunggu',
  offered: 'Ditawari kursi',
  cancelled: 'Batal',
  declined: 'Ditolak',
} as const;
const COLUMNS: Column[] = [
  { header: 'Nama', width: 36, type: 'text' },
  { header: 'NIP/NRP', width: 22, type: 'text' },
  { header: 'Peserta', width: 10, type: 'text' },
  { header: 'Pangkat/Golongan', width: 26, type: 'text' },
  { header: 'Jabatan', width: 32, type: 'text' },
  { header: 'Unit kerja', width: 36, type: 'text' },
  { header: 'Nomor HP', width: 18, type: 'text' },
  { header: 'Email', width: 30, type: 'text' },
  { header: 'Status', width: 20, type: 'text' },
  { header: 'Kode tiket', width: 12, type: 'text' },
  { header: 'Terdaftar', width: 12, type: 'date' },
  { header: 'Hadir', width: 12, type: 'date' },
  { header: 'Nomor sertifikat', width: 30, type: 'text' },
];
