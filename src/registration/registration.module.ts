import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { EventsModule } from '../events/index.js';
import { IdentityModule } from '../identity/index.js';
import { MailModule } from '../mail/index.js';
import { CalendarService } from './calendar.service.js';
import { CancelService } from './cancel.service.js';
import { FormFactsReader } from './form-facts.js';
import { ListFilters } from './list-filters.js';
import { MailStandings } from './mail-standings.js';
import { PromoteService } from './promote.service.js';
import { PublicRegistrationsController } from './public-registrations.controller.js';
import { PublicRegistrations } from './public-registrations.service.js';
import { RegisterService } from './register.service.js';
import { RegistrationDesk } from './registration-desk.service.js';
import { RegistrationExport } from './registration-export.service.js';
import { RegistrationFacts } from './registration-facts.js';
import { RegistrationListRepository } from './registration-list.repository.js';
import { RegistrationList } from './registration-list.service.js';
import { RegistrationMails } from './registration-mails.js';
import { RegistrationPerson } from './registration-person.service.js';
import { RegistrationRows } from './registration-rows.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { Registrations } from './registrations.service.js';
import { SeatDesk } from './seat-desk.js';
import { SeatsRepository } from './seats.repository.js';
import { TicketService } from './ticket.service.js';

@Module({
  imports: [MailModule, IdentityModule, DirectoryModule, EventsModule],
  controllers: [PublicRegistrationsController, RegistrationsController],
  providers: [
    CalendarService,
    CancelService,
    FormFactsReader,
    ListFilters,
    MailStandings,
    PromoteService,
    PublicRegistrations,
    RegisterService,
    RegistrationDesk,
    RegistrationExport,
    RegistrationFacts,
    RegistrationList,
    RegistrationListRepository,
    RegistrationMails,
    RegistrationPerson,
    RegistrationRows,
    Registrations,
    RegistrationsRepository,
    SeatDesk,
    SeatsRepository,
    TicketService,
  ],
  exports: [CancelService, RegisterService, RegistrationFacts, Registrations],
})
export class RegistrationModule {}
