import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { DomainError, type FieldError, validationFailed } from './errors.js';

/** class-validator's constraint names → our field codes. A name that is missing here is INVALID. */
const CODES: Record<string, string> = {
  isDefined: 'REQUIRED',
  isNotEmpty: 'REQUIRED',
  maxLength: 'TOO_LONG',
  arrayMaxSize: 'TOO_MANY',
  minLength: 'TOO_SHORT',
  arrayMinSize: 'TOO_FEW',
  isString: 'NOT_TEXT',
  isBoolean: 'NOT_BOOLEAN',
  isArray: 'NOT_LIST',
  isObject: 'NOT_OBJECT',
  nestedValidation: 'NOT_OBJECT',
  isEmail: 'NOT_EMAIL',
  isIn: 'NOT_ALLOWED',
  isEnum: 'NOT_ALLOWED',
  whitelistValidation: 'UNKNOWN_FIELD',
  isInt: 'NOT_INTEGER',
  isNumber: 'NOT_NUMBER',
  min: 'OUT_OF_RANGE',
  max: 'OUT_OF_RANGE',
  isISO8601: 'NOT_MOMENT',
  isDateString: 'NOT_DATE',
  matches: 'INVALID',
};

/** A number is no text that is too long: these are asked before all other rules of an input. */
const TYPES = ['isArray', 'isString', 'isInt', 'isNumber', 'isBoolean', 'isObject'];

function rank({ name = '' }: { name?: string }): number {
  const at = TYPES.indexOf(name);
  return at === -1 ? TYPES.length : at;
}

/** The first fault of each input, with its path; nested objects and lists flattened (`participants.0.email`). */
export function fieldErrors(errors: ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = prefix + error.property;
    if (error.children?.length) return fieldErrors(error.children, `${field}.`);
    const [name, sentence] = Object.entries(error.constraints ?? {})[0] ?? ['', ''];
    const value: unknown = error.value;
    const absent = value === undefined || value === null || value === '';
    const code = absent && name !== 'whitelistValidation' ? 'REQUIRED' : (CODES[name] ?? 'INVALID');
    // class-validator gives the bound only inside its sentence.
    const bound = /-?\d+/.exec(sentence.slice(sentence.indexOf(' ')))?.[0];
    return [
      {
        field,
        code,
        ...(bound && ['TOO_LONG', 'TOO_SHORT', 'OUT_OF_RANGE', 'TOO_MANY', 'TOO_FEW'].includes(code)
          ? { params: { bound } }
          : {}),
      },
    ];
  });
}

/** No body of ours has more levels; the pipe walks them by recursion and would end in a stack overflow. */
const DEEPEST = 20;

class InputPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (isDeeperThan(DEEPEST, value)) throw new DomainError('BAD_REQUEST', 400);
    if (metadata.type === 'body' && value !== undefined && !isRecord(value))
      throw new DomainError('BODY_NOT_OBJECT', 400);
    return super.transform(metadata.type === 'body' ? wholeSigns(value) : value, metadata) as Promise<unknown>;
  }
}

/**
 * Half a pair of surrogates can be written in JSON, and not in UTF-8. No name keeps one (`cleanName`), and the rules for
 * addresses of class-validator end in a URIError over it.
 */
function wholeSigns(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Cs}/gu, '');
  if (Array.isArray(value)) return value.map(wholeSigns);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, wholeSigns(part)]));
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isDeeperThan(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((part) =>
      typeof part === 'object' && part !== null ? (Object.values(part) as unknown[]) : [],
    );
  }
  return false;
}

/**
 * class-validator gathers the rules of a class anew for each body, by a walk over the rules of all classes: half of what
 * a validation costs. They do not change once a class stands.
 */
function gatherRulesOnce(): void {
  const storage = getMetadataStorage();
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const gathered = new Map<unknown, ReturnType<typeof gather>>();
  storage.getTargetValidationMetadatas = (target, schema, ...how) => {
    const rules = gathered.get(target) ?? gather(target, schema, ...how).sort((a, b) => rank(a) - rank(b));
    gathered.set(target, rules);
    return rules;
  };
}

gatherRulesOnce();

export const validation = (): ValidationPipe =>
  new InputPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => validationFailed(fieldErrors(errors)),
  });
