import { cleanName, type FieldError } from '../../common/index.js';
import type { QuestionInput, QuestionOptionInput } from './questions.dto.js';
import { AGREED } from './answer.entity.js';
import type { FormQuestion, QuestionKind, QuestionOption } from './form-question.entity.js';

export interface FormReading {
  /** The form as it is to stand, retired questions last. */
  questions: Omit<FormQuestion, 'event'>[];
  /** Questions of a draft that are left out are deleted; those of a published event are retired instead. */
  removed: string[];
  errors: FieldError[];
}

interface Standing {
  eventId: string;
  questions: FormQuestion[];
  published: boolean;
  now: Date;
  newId: () => string;
}

/**
 * Judges the whole form of an event as its organiser sends it. A key names a question or option that stands already, or
 * one that is new; conditions name keys.
 */
export function readForm(inputs: QuestionInput[], standing: Standing): FormReading {
  const errors: FieldError[] = [];
  const before = new Map(standing.questions.map((question) => [question.id, question]));
  const ids = new Map<string, string>();
  const read: FormReading['questions'] = [];
  inputs.forEach((input, index) => {
    const at = `questions.${index}`;
    const fault = (field: string, code: string): void => void errors.push({ field: `${at}.${field}`, code });
    const old = before.get(input.key);
    if (ids.has(input.key)) fault('key', 'QUESTION_TWICE');
    const id = old?.id ?? standing.newId();
    if (old && standing.published && old.kind !== input.kind) fault('kind', 'QUESTION_KIND_STANDS');
    const { options, optionIds } = readOptions(input, old, standing, fault);
    read.push({
      id,
      eventId: standing.eventId,
      sort: index,
      kind: input.kind,
      labelId: input.labelId,
      labelEn: input.labelEn || null,
      hintId: input.hintId || null,
      hintEn: input.hintEn || null,
      required: input.required ?? false,
      options,
      condition: readCondition(input, { read, ids, offered: offeredBy(read), fault }),
      retiredAt: null,
    });
    ids.set(input.key, id);
    for (const [key, optionId] of optionIds) ids.set(`${id} ${key}`, optionId);
  });
  const kept = new Set(read.map(({ id }) => id));
  const left = standing.questions.filter(({ id }) => !kept.has(id));
  const retired = standing.published
    ? left.map((question, index) => ({
        ...question,
        sort: read.length + index,
        retiredAt: question.retiredAt ?? standing.now,
      }))
    : [];
  return { questions: [...read, ...retired], removed: standing.published ? [] : left.map(({ id }) => id), errors };
}

const hasOptions = (kind: QuestionKind): boolean => kind === 'choice' || kind === 'several';

type Fault = (field: string, code: string) => void;

/** Options that a published form no longer offers stay, retired, for those who chose them. */
function readOptions(
  input: QuestionInput,
  old: FormQuestion | undefined,
  { published, newId }: Standing,
  fault: Fault,
) {
  const optionIds = new Map<string, string>();
  if (!hasOptions(input.kind)) return { options: [], optionIds };
  const given = input.options ?? [];
  if (given.length < 2) fault('options', 'QUESTION_TWO_OPTIONS');
  const words = new Set<string>();
  const options = given.map(({ key, labelId, labelEn }: QuestionOptionInput, index): QuestionOption => {
    const id = old?.options.find((option) => option.id === key)?.id ?? newId();
    if (optionIds.has(key)) fault(`options.${index}.key`, 'QUESTION_TWICE');
    optionIds.set(key, id);
    const word = cleanName(labelId).toLowerCase();
    if (words.has(word)) fault(`options.${index}.labelId`, 'QUESTION_OPTION_TWICE');
    words.add(word);
    return { id, labelId, labelEn: labelEn || null };
  });
  const kept = new Set(options.map(({ id }) => id));
  const gone = published ? (old?.options ?? []).filter(({ id }) => !kept.has(id)) : [];
  return { options: [...options, ...gone.map((option) => ({ ...option, retired: true as const }))], optionIds };
}

interface Earlier {
  read: FormReading['questions'];
  ids: ReadonlyMap<string, string>;
  offered: ReadonlyMap<string, string[]>;
  fault: Fault;
}

/** Only an earlier question decides: so there are no circles, and a page without script can ask step by step. */
function readCondition(
  { condition }: QuestionInput,
  { read, ids, offered, fault }: Earlier,
): FormQuestion['condition'] {
  if (!condition) return null;
  const questionId = ids.get(condition.question);
  const question = read.find(({ id }) => id === questionId);
  if (!question) {
    fault('condition.question', 'QUESTION_NOT_EARLIER');
    return null;
  }
  if (!hasOptions(question.kind) && question.kind !== 'consent') {
    fault('condition.question', 'QUESTION_WITHOUT_OPTIONS');
    return null;
  }
  const optionIds = condition.options.map((key) =>
    question.kind === 'consent' ? key : (ids.get(`${question.id} ${key}`) ?? ''),
  );
  const allowed = offered.get(question.id) ?? [];
  if (optionIds.length === 0 || !optionIds.every((id) => allowed.includes(id))) {
    fault('condition.options', 'QUESTION_CONDITION_OPTION');
  }
  return { questionId: question.id, optionIds: [...new Set(optionIds)] };
}

const offeredBy = (read: FormReading['questions']): Map<string, string[]> =>
  new Map(
    read.map(({ id, kind, options }) => [
      id,
      kind === 'consent' ? [AGREED] : options.filter(({ retired }) => !retired).map((option) => option.id),
    ]),
  );
