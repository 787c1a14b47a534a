import { Injectable } from '@nestjs/common';
import { type Actor, errorText, type Locale, validationFailed } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { CheckDto, RegisterDto, RegisteredDto } from '../dto/register.dto.js';
import { RegisterService } from '../register.service.js';
import { TicketService } from '../ticket.service.js';

/** No person fills the form in less. */
const QUICKEST = 800;

/** The form's answer: the personal link, and what looked odd, worded. */
@Injectable()
export class PublicRegistrations {
  constructor(
    private readonly database: Database,
    private readonly registering: RegisterService,
    private readonly tickets: TicketService,
  ) {}

  /** @throws DomainError VALIDATION with every fault, as `register` would. */
  check(slug: string, form: CheckDto, locale: Locale): Promise<void> {
    return this.registering.check(slug, form, locale);
  }

  async register(slug: string, form: RegisterDto, locale: Locale, actor: Actor): Promise<RegisteredDto> {
    const { website, filledMs, submissionNonce, consentTextIds = [], ...input } = form;
    if (website || (filledMs !== undefined && filledMs < QUICKEST)) {
      throw validationFailed([{ field: 'website', code: 'LOOKS_AUTOMATED' }]);
    }
    const { registration, place } = await this.registering.fromForm(slug, {
      input,
      consentTextIds: [...new Set(consentTextIds)],
      nonce: submissionNonce,
      locale,
      actor,
    });
    return {
      token: this.tickets.token(registration),
      status: registration.status,
      ticketCode: registration.ticketCode,
      waitingPlace: place ?? (await this.database.read((m) => this.tickets.waitingPlace(m, registration))),
      warnings: registration.warnings.map(({ code, params }) => ({
        field: 'nip',
        code,
        message: errorText(code, params, locale),
      })),
    };
  }
}
