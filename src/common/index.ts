export { type Actor, type ActingRequest, CurrentActor, systemActor } from './actor.js';
export { Clock, SetClock } from './clock.js';
export { CommonModule } from './common.module.js';
export { clockText, dayText, momentText } from './dates.js';
export { DomainError, type FieldError, validationFailed } from './errors.js';
export { isId, newId } from './ids.js';
export { type Locale, locales, RequestLocale } from './locale.js';
export { decodeCursor, type Page, PageQuery, toPage } from './pagination.js';
export { errorText, hasText, text } from './texts.js';
