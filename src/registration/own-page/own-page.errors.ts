import { DomainError, type Locale, momentText } from '../../common/index.js';

export const OwnPageErrors = {
  tooLateToEdit: (until: Date, zone: string) =>
    new DomainError('TOO_LATE_TO_EDIT', 409, { params: { when: (locale: Locale) => momentText(until, zone, locale) } }),
  tooLateToAnswer: () => new DomainError('TOO_LATE_TO_ANSWER', 409),
  sentJustNow: () => new DomainError('TICKET_SENT_JUST_NOW', 429, { params: { seconds: 600 } }),
  tooManyChanges: () => new DomainError('TOO_MANY_CHANGES', 429, { params: { seconds: 600 } }),
};
