import { Injectable } from '@nestjs/common';

import { can, type StaffMember } from '../common/access/index.js';
import { Clock, decodeCursor, errorText, type Locale, type Page, toPage } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { Mail } from '../mail/index.js';
import type { Certificate } from './certificate.entity.js';
import { CertificatesRepository } from './certificates.repository.js';
import type { FailedCertificate, IssueProgress, RegisterPage, RegisterQuery, RegisterRow } from './dto/register.dto.js';
import { RegisterRepository } from './register.repository.js';

const RATE_WINDOW = 20_000;

/** The register of numbers of one event, and how far an issue has come. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly register: RegisterRepository,
    private readonly certificates: CertificatesRepository,
    private readonly mail: Mail,
  ) {}

  page(eventId: string, query: RegisterQuery, staff: StaffMember, locale: Locale): Promise<RegisterPage> {
    const after = query.after ? decodeCursor(query.after, ['number', 'string']) : null;
    const filter = {
      q: query.q,
      state: query.state,
      byNip: can(staff, 'nip.read', eventId),
      after: after && { serial: after[0], id: after[1] },
      limit: query.limit,
    };
    return this.database.read(async (m) => {
      const certificates = await this.register.page(m, eventId, filter);
      const page = toPage(certificates, query.limit, (certificate) => [certificate.serial, certificate.id]);
      return { ...(await this.toRows(m, page, locale)), matched: await this.register.matched(m, eventId, filter) };
    });
  }

  progress(eventId: string, locale: Locale): Promise<IssueProgress> {
    return this.database.read(async (m) => {
      const { total, drawn, failed, revoked, gapFree } = await this.register.counts(m, eventId);
      const marks = await this.certificates.marksOfEvent(m, eventId);
      const mails = await this.mail.last(
        m,
        'certificate',
        marks.map((mark) => mark.id),
      );
      const mailed = (...states: string[]) =>
        [...mails.values()].filter(({ standing }) => states.includes(standing)).length;
      const left = marks.filter((mark) => mark.state === 'reserved').length - failed;
      return {
        reserved: total,
        drawn,
        mailed: mailed('sent'),
        mailsHeld: mailed('held'),
        mailsFailed: mailed('failed', 'bounced'),
        total,
        revoked,
        failed: (await this.certificates.failed(m, eventId)).map((row) => toFailed(row, locale)),
        running: left > 0,
        secondsLeft: await this.secondsLeft(m, eventId, left),
        firstNumber: (await this.register.end(m, eventId, 'ASC'))?.number ?? null,
        lastNumber: (await this.register.end(m, eventId, 'DESC'))?.number ?? null,
        gapFree,
      };
    });
  }

  /** From how many were drawn just now; null when nothing is left, or nothing was drawn yet. */
  private async secondsLeft(m: Reader, eventId: string, left: number): Promise<number | null> {
    if (left <= 0) return null;
    const now = this.clock.now().getTime();
    // An issue that has just begun had less time than the window.
    const begun = (await this.register.lastReservedAt(m, eventId))?.getTime() ?? now;
    const since = Math.max(now - RATE_WINDOW, begun);
    const lately = await this.register.drawnSince(m, eventId, new Date(since));
    return lately > 0 ? Math.ceil((left * (now - since)) / lately / 1000) : null;
  }

  private async toRows(m: Reader, page: Page<Certificate>, locale: Locale): Promise<Page<RegisterRow>> {
    const ids = page.rows.map((certificate) => certificate.id);
    const files = await this.certificates.currentFiles(m, ids);
    const mails = await this.mail.last(m, 'certificate', ids);
    const rows = page.rows.map((certificate): RegisterRow => ({
      id: certificate.id,
      registrationId: certificate.registrationId,
      serial: certificate.serial,
      number: certificate.number,
      printedName: certificate.printedName,
      unit: certificate.unitText,
      role: certificate.role,
      state: certificate.state,
      failure: failureText(certificate, locale),
      sha256Short: files.get(certificate.id)?.slice(0, 8) ?? null,
      code: certificate.code,
      mail: mails.get(certificate.id)?.standing ?? null,
      revokedAt: certificate.revokedAt?.toISOString() ?? null,
      revokeReason: certificate.revokeReason,
    }));
    return { rows, next: page.next };
  }
}

const failureText = ({ failure }: Certificate, locale: Locale): string | null =>
  failure && errorText(failure.code, failure.params, locale);

const toFailed = (certificate: Certificate, locale: Locale): FailedCertificate => ({
  id: certificate.id,
  serial: certificate.serial,
  number: certificate.number,
  printedName: certificate.printedName,
  failure: failureText(certificate, locale) ?? '',
});
