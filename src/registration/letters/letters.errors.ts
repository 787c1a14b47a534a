import { DomainError } from '../../common/index.js';

export const LetterErrors = {
  notAsked: () => new DomainError('LETTER_NOT_ASKED', 409),
  tooLate: () => new DomainError('LETTER_TOO_LATE', 409),
  notFound: () => new DomainError('LETTER_NOT_FOUND', 404),
  tooManyUploads: () => new DomainError('TOO_MANY_UPLOADS', 429, { params: { seconds: 600 } }),
};
