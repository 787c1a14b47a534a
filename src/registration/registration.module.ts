import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { EventsModule } from '../events/index.js';
import { IdentityModule } from '../identity/index.js';
import { MailModule } from '../mail/index.js';
import { CalendarService } from './calendar.service.js';
import { CancelService } from './cancel.service.js';
import { FormFactsReader } from './form-facts.js';
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
import { PromoteService } from './promote.service.js';
import { PublicRegistrationsController } from './public-registrations.controller.js';
import { PublicRegistrations } from './public-registrations.service.js';
import { AnswersRepository } from './questions/answers.repository.js';
import { Answers } from './questions/answers.service.js';
import { FileAnswers } from './questions/file-answers.service.js';
import { QuestionsController } from './questions/questions.controller.js';
import { QuestionsRepository } from './questions/questions.repository.js';
import { Questions } from './questions/questions.service.js';
import { RegisterService } from './register.service.js';
import { RegistrationDesk } from './registration-desk.service.js';
import { RegistrationFacts } from './registration-facts.js';
import { RegistrationListRepository } from './registration-list.repository.js';
import { RegistrationList } from './registration-list.service.js';
import { RegistrationMails } from './registration-mails.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { Registrations } from './registrations.service.js';
import { SeatDesk } from './seat-desk.js';
import { SeatsRepository } from './seats.repository.js';
import { TicketService } from './ticket.service.js';

@Module({
  imports: [MailModule, IdentityModule, DirectoryModule, EventsModule],
  controllers: [
    PublicRegistrationsController,
    OwnPageController,
    RegistrationsController,
    QuestionsController,
    LettersController,
  ],
  providers: [
    Answers,
    AnswersRepository,
    CalendarService,
    CancelService,
    ConsentsRepository,
    FileAnswers,
    FormFactsReader,
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
    PublicRegistrations,
    Questions,
    QuestionsRepository,
    RegisterService,
    RegistrationDesk,
    RegistrationFacts,
    RegistrationList,
    RegistrationListRepository,
    RegistrationMails,
    Registrations,
    RegistrationsRepository,
    SeatDesk,
    SeatsRepository,
    TicketService,
    UploadGate,
  ],
  exports: [Answers, LetterReminders, CancelService, RegisterService, RegistrationFacts, Registrations],
})
export class RegistrationModule {}
