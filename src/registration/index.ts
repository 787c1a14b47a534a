import { BulkItem, BulkRun } from './bulk/bulk-run.entity.js';
import { Delegation } from './delegations/delegation.entity.js';
import { Letter } from './letters/letter.entity.js';
import { AGREED, Answer } from './questions/answer.entity.js';
import { FormQuestion } from './questions/form-question.entity.js';
import { SavedView } from './views/saved-view.entity.js';
import { Consent, Registration, RegistrationPool, RegistrationWord } from './registration.entity.js';

export { CancelService } from './cancel.service.js';
export { DelegateEntry } from './delegations/delegate-entry.service.js';
export { Delegations } from './delegations/delegations.service.js';
export { type Decided, Decisions } from './decisions.service.js';
export { DoorSeats } from './seats/door-seats.service.js';
export { RegisterService } from './register.service.js';
export { type CertificateFact, type FactSources, RegistrationFacts, type VisitFact } from './registration-facts.js';
export type { TicketHolder } from './registrations.repository.js';
export { RegistrationModule } from './registration.module.js';
export { type RegistrationStatus, registrationStatuses } from './registration-status.js';
export { readSearch } from './list/search-words.js';
export { Registrations } from './registrations.service.js';
export { Letters } from './letters/letters.service.js';
export { LetterReminders } from './letters/letter-reminders.service.js';
export { Questions } from './questions/questions.service.js';
export { SavedViews } from './views/saved-views.service.js';
export { Answers } from './questions/answers.service.js';
export { AGREED, Registration };

export const registrationEntities = [
  Registration,
  RegistrationPool,
  RegistrationWord,
  Consent,
  FormQuestion,
  Answer,
  Letter,
  BulkRun,
  BulkItem,
  SavedView,
  Delegation,
];
