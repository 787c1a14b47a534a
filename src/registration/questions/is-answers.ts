import { ValidateBy } from 'class-validator';

/** More than any form has, so that a body cannot make the judge work. */
const MOST = 200;
const MOST_CHOSEN = 60;

const isChoice = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= MOST_CHOSEN && value.every((one) => typeof one === 'string');

/** An object of texts and lists of texts, by question. What stands in it is judged against the event's questions. */
export const IsAnswers = (): PropertyDecorator =>
  ValidateBy({
    name: 'isAnswers',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= MOST &&
        Object.values(value).every((one) => typeof one === 'string' || isChoice(one)),
    },
  });
