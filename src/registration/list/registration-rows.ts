import { Injectable } from '@nestjs/common';
import { can, type StaffMember } from '../../common/access/index.js';
import type { Reader } from '../../database/index.js';
import { maskNip } from '../../directory/index.js';
import { printedNameOf } from '../form/applicant.js';
import type { RegistrationRow } from '../dto/registration-row.dto.js';
import { LettersRepository } from '../letters/letters.repository.js';
import { RegistrationFacts } from '../registration-facts.js';
import type { ListRow } from './registration-list.repository.js';

/** What the list, the export and a person's page tell of a row. */
@Injectable()
export class RegistrationRows {
  constructor(
    private readonly facts: RegistrationFacts,
    private readonly letters: LettersRepository,
  ) {}

  async of(m: Reader, found: ListRow[], eventId: string, staff: StaffMember): Promise<RegistrationRow[]> {
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    const certificates = await this.facts.certificates(m, ids);
    const letters = await this.letters.sentBy(m, ids);
    const readsNip = can(staff, 'nip.read', eventId);
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
      source: row.source,
      waitingPlace: null,
      ticketCode: row.ticketCode,
      email: row.email,
      phone: row.phone,
      mail: row.mailStanding,
      arrivedAt: row.arrivedAt?.toISOString() ?? null,
      certificate: certificates.get(row.id)?.number ?? null,
      createdAt: row.createdAt.toISOString(),
      letter: letters.has(row.id),
      warnings: row.warnings.map((warning) => warning.code),
    }));
  }
}
