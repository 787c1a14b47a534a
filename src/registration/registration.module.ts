import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DocumentsModule } from '../documents/index.js';
import { EventsModule } from '../events/index.js';
import { IdentityModule } from '../identity/index.js';
import { JobsModule } from '../jobs/index.js';
import { MailModule } from '../mail/index.js';
import { BulkActs } from './bulk/bulk-acts.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkRepository } from './bulk/bulk.repository.js';
import { Bulk } from './bulk/bulk.service.js';
import { CalendarService } from './calendar.service.js';
import { CancelService } from './cancel.service.js';
import { CorrectService } from './correct.service.js';
import { HistoryController } from './history/history.controller.js';
import { HistoryService } from './history/history.service.js';
import { ChangeNotice } from './mails/change-notice.service.js';
import { Arrivals } from './seats/arrivals.js';
import { DelegateDeskController } from './delegations/delegate-desk.controller.js';
import { DelegateDesk } from './delegations/delegate-desk.service.js';
import { DelegateEntry } from './delegations/delegate-entry.service.js';
import { DelegationLinks } from './delegations/delegation-links.js';
import { DelegationMails } from './delegations/delegation-mails.js';
import { DelegationsController } from './delegations/delegations.controller.js';
import { DelegationsRepository } from './delegations/delegations.repository.js';
import { Delegations } from './delegations/delegations.service.js';
import { DecisionsController } from './decisions.controller.js';
import { Decisions } from './decisions.service.js';
import { DoorSeats } from './seats/door-seats.service.js';
import { FormFactsReader } from './form/form-facts.js';
import { ListFilters } from './list/list-filters.js';
import { MailStandings } from './mails/mail-standings.js';
import { Holds } from './seats/holds.service.js';
import { LapseHoldsJob } from './seats/lapse-holds.job.js';
import { MailLinks } from './mails/mail-links.js';
import { Offers } from './seats/offers.service.js';
import { OverlapsRepository } from './overlaps.repository.js';
import { Overlaps } from './overlaps.service.js';
import { PersonalAnswersController } from './form/personal-answers.controller.js';
import { PersonalAnswers } from './form/personal-answers.service.js';
import { ParticipantImport } from './import/participant-import.js';
import { ParticipantImportsController } from './import/participant-imports.controller.js';
import { UndoParticipants } from './import/participant-undo.js';
import { LetterMails } from './letters/letter-mails.js';
import { LetterReminders } from './letters/letter-reminders.service.js';
import { LettersController } from './letters/letters.controller.js';
import { LettersRepository } from './letters/letters.repository.js';
import { Letters } from './letters/letters.service.js';
import { PersonPapersService } from './letters/person-papers.service.js';
import { UploadGate } from './letters/upload-gate.js';
import { ConsentsRepository } from './own-page/consents.repository.js';
import { OwnAnswersService } from './own-page/own-answers.service.js';
import { OwnConsents } from './own-page/own-consents.service.js';
import { OwnCopies } from './own-page/own-copy.service.js';
import { OwnDataService } from './own-page/own-data.service.js';
import { OwnPageMails } from './own-page/own-page-mails.js';
import { OwnPageController } from './own-page/own-page.controller.js';
import { OwnPages } from './own-page/own-page.service.js';
import { PromoteService } from './seats/promote.service.js';
import { Proofs } from './proofs.service.js';
import { PublicRegistrationsController } from './form/public-registrations.controller.js';
import { PublicRegistrations } from './form/public-registrations.service.js';
import { Quota } from './seats/quota.service.js';
import { Reach } from './mails/reach.service.js';
import { AnswersRepository } from './questions/answers.repository.js';
import { Answers } from './questions/answers.service.js';
import { FileAnswers } from './questions/file-answers.service.js';
import { QuestionsController } from './questions/questions.controller.js';
import { QuestionsRepository } from './questions/questions.repository.js';
import { Questions } from './questions/questions.service.js';
import { RegisterService } from './register.service.js';
import { RegistrationDesk } from './registration-desk.service.js';
import { RegistrationExport } from './list/registration-export.service.js';
import { RegistrationFacts } from './registration-facts.js';
import { RegistrationListRepository } from './list/registration-list.repository.js';
import { RegistrationList } from './list/registration-list.service.js';
import { RegistrationMails } from './mails/registration-mails.js';
import { RegistrationPerson } from './registration-person.service.js';
import { RegistrationRows } from './list/registration-rows.js';
import { RegistrationMoves } from './registration-moves.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { Registrations } from './registrations.service.js';
import { SeatDesk } from './seats/seat-desk.js';
import { SeatsController } from './seats/seats.controller.js';
import { SeatsRepository } from './seats/seats.repository.js';
import { RemindJob } from './mails/remind.job.js';
import { SavedViewsController } from './views/saved-views.controller.js';
import { SavedViewsRepository } from './views/saved-views.repository.js';
import { SavedViews } from './views/saved-views.service.js';
import { Swaps } from './swap.service.js';
import { TicketFiles } from './ticket-files.service.js';
import { TicketService } from './ticket.service.js';
import { WaitingLine } from './seats/waiting-line.service.js';

@Module({
  imports: [JobsModule, MailModule, IdentityModule, DirectoryModule, DocumentsModule, EventsModule],
  controllers: [
    PublicRegistrationsController,
    PersonalAnswersController,
    DecisionsController,
    SeatsController,
    BulkController,
    SavedViewsController,
    RegistrationsController,
    HistoryController,
    QuestionsController,
    DelegationsController,
    DelegateDeskController,
    LettersController,
    OwnPageController,
    ParticipantImportsController,
  ],
  providers: [
    Answers,
    AnswersRepository,
    Arrivals,
    Bulk,
    BulkActs,
    BulkRepository,
    CalendarService,
    CancelService,
    CorrectService,
    HistoryService,
    ChangeNotice,
    Decisions,
    DoorSeats,
    DelegateDesk,
    DelegateEntry,
    DelegationLinks,
    DelegationMails,
    Delegations,
    DelegationsRepository,
    FormFactsReader,
    ListFilters,
    MailStandings,
    Holds,
    LapseHoldsJob,
    MailLinks,
    Offers,
    Overlaps,
    OverlapsRepository,
    PersonalAnswers,
    ParticipantImport,
    ConsentsRepository,
    FileAnswers,
    LetterMails,
    LetterReminders,
    Letters,
    LettersRepository,
    OwnAnswersService,
    OwnConsents,
    OwnCopies,
    OwnDataService,
    OwnPageMails,
    OwnPages,
    PersonPapersService,
    PromoteService,
    Proofs,
    Quota,
    Reach,
    RemindJob,
    PublicRegistrations,
    Questions,
    QuestionsRepository,
    RegisterService,
    RegistrationDesk,
    RegistrationExport,
    RegistrationFacts,
    RegistrationList,
    RegistrationListRepository,
    RegistrationMails,
    RegistrationPerson,
    RegistrationRows,
    RegistrationMoves,
    Registrations,
    RegistrationsRepository,
    SavedViews,
    SavedViewsRepository,
    SeatDesk,
    SeatsRepository,
    Swaps,
    TicketFiles,
    TicketService,
    WaitingLine,
    UndoParticipants,
    UploadGate,
  ],
  exports: [
    Answers,
    CancelService,
    Decisions,
    DoorSeats,
    LetterReminders,
    RegisterService,
    RegistrationFacts,
    Registrations,
  ],
})
export class RegistrationModule {}
