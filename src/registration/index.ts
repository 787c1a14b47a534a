import { Consent, Registration, RegistrationPool, RegistrationWord } from './registration.entity.js';

export { CancelService } from './cancel.service.js';
export { RegisterService } from './register.service.js';
export { type CertificateFact, type FactSources, RegistrationFacts } from './registration-facts.js';
export { RegistrationModule } from './registration.module.js';
export type { RegistrationStatus } from './registration-status.js';
export { Registrations } from './registrations.service.js';
export { Registration };

export const registrationEntities = [Registration, RegistrationPool, RegistrationWord, Consent];
