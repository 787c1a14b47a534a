import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { PageQuery } from '../../common/pagination.js';
import { Database } from '../../database/index.js';
import { printedNameOf } from '../form/applicant.js';
import { ChangeNotice } from '../mails/change-notice.service.js';
import { AnnouncedDto, MustGoQuery, MustGoRow, RegistrationContact, UnreachedPage } from '../dto/contact.dto.js';
import { Quota } from './quota.service.js';
import { Reach } from '../mails/reach.service.js';

/** Who is to be told what: of a person, of those whom no mail reaches, of a change, of seats that are taken away. */
@Permit('registrations.manage')
@Controller('events/:eventId')
export class SeatsController {
  constructor(
    private readonly database: Database,
    private readonly reach: Reach,
    private readonly quota: Quota,
    private readonly notice: ChangeNotice,
  ) {}

  @Get('registrations/:registrationId/contact')
  contact(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
  ): Promise<RegistrationContact> {
    return this.reach.contact(eventId, registrationId);
  }

  /** Those whose last mail failed, bounced or waits, with a message for WhatsApp. */
  @Get('unreached')
  unreached(@Param('eventId') eventId: string, @Query() query: PageQuery): Promise<UnreachedPage> {
    return this.reach.unreached(eventId, query);
  }

  /** Who would have to go, were there so few seats. */
  @Get('must-go')
  async mustGo(@Param('eventId') eventId: string, @Query() { seats }: MustGoQuery): Promise<MustGoRow[]> {
    const pools = seats.map((one) => {
      const [id = '', capacity = ''] = one.split(':');
      return { id, capacity: Number(capacity) };
    });
    const rows = await this.database.read((m) => this.quota.mustGo(m, eventId, pools));
    return rows.map((row) => ({
      id: row.id,
      printedName: printedNameOf(row),
      unit: row.unitText,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  @Post('announce-change')
  @HttpCode(200)
  async announceChange(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<AnnouncedDto> {
    return { told: await this.notice.tell(eventId, actor) };
  }
}
