import { Injectable } from '@nestjs/common';
import { can, type StaffMember } from '../../common/access/index.js';
import type { Reader } from '../../database/index.js';
import { maskNip } from '../../directory/index.js';
import { printedNameOf } from '../form/applicant.js';
import type { RegistrationRow } from '../dto/registration-row.dto.js';
import { RegistrationFacts } from '../registration-facts.js';
import type { ListRow } from './registration-list.repository.js';

/** What the list, the export and a person's page tell of a row. */
@Injectable()
export class RegistrationRows {
  constructor(private readonly facts: RegistrationFacts) {}

  async of(m: Reader, found: ListRow[], eventId: string, staff: StaffMember): Promise<RegistrationRow[]> {
    if (found.length === 0) return [];
    const certificates = await this.facts.certificates(
      m,
      found.map(({ id }) => id),
    );
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
      warnings: row.warnings.map((warning) => warning.code),
    }));
  }
}
