import { IsBoolean } from 'class-validator';
import { TicketDto } from './ticket.dto.js';

/** What stands behind a link of a mail: the ticket, and the secret of its own page, `/t/<token>`. */
export class PersonalPage {
  ticketToken!: string;
  ticket!: TicketDto;
}

export class RejectOfferDto {
  /** True gives up the place in the waiting list, too; false goes behind everybody. */
  @IsBoolean() leave!: boolean;
}
