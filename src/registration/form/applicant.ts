import { isEmail } from 'class-validator';
import { cleanName, type FieldError } from '../../common/index.js';
import { isRank, nameKey, parseNip, parsePhone, printedName } from '../../directory/index.js';
import type { ParticipantKind } from '../../events/index.js';
import { personKey } from '../person-key.js';

/** What a form holds, before anything is judged. */
export interface ApplicantInput {
  kind: ParticipantKind;
  nip?: string | null;
  nrp?: string | null;
  frontTitle?: string | null;
  name?: string | null;
  backTitle?: string | null;
  unitId?: string | null;
  unitText?: string | null;
  position?: string | null;
  rank?: string | null;
  phone?: string | null;
  email?: string | null;
}

/** A person whose every field was accepted, in the form in which it is kept. */
export interface Applicant {
  kind: ParticipantKind;
  nip: string | null;
  nrp: string | null;
  frontTitle: string;
  name: string;
  backTitle: string;
  nameKey: string;
  unitId: string | null;
  unitText: string;
  position: string;
  rank: string;
  phone: string;
  email: string;
  personKey: string;
  warnings: { code: string; params: Record<string, string | number> }[];
}

/** `applicant` is null when there are errors. */
export interface ApplicantReading {
  applicant: Applicant | null;
  errors: FieldError[];
}

const LONGEST = {
  nrp: 20,
  frontTitle: 60,
  name: 200,
  backTitle: 120,
  unitText: 200,
  position: 200,
  email: 254,
} as const;

/**
 * Judges every field, so that all faults are told at once.
 * @param unitName the name of a unit of the directory, null when there is none with that id.
 */
export function readApplicant(input: ApplicantInput, unitName: (id: string) => string | null): ApplicantReading {
  const errors: FieldError[] = [];
  const fault = (field: string, code: string, params?: FieldError['params']): void =>
    void errors.push({ field, code, params });
  const short = (field: keyof typeof LONGEST): string => {
    const text = cleanName(input[field] ?? '');
    // One length per sign, as MySQL counts them.
    if ([...text].length > LONGEST[field]) fault(field, 'TOO_LONG', { bound: LONGEST[field] });
    return text;
  };

  const nip = readNip(input, fault);
  const name = short('name');
  if (!name) fault('name', 'REQUIRED');
  else if (!nameKey(name)) fault('name', 'NAME_UNREADABLE');
  const unit = readUnit(input, short, unitName, fault);
  const position = short('position');
  if (!position) fault('position', 'REQUIRED');
  const rank = (input.rank ?? '').trim();
  if (rank && !isRank(input.kind, rank)) fault('rank', 'NOT_ALLOWED');
  const phone = parsePhone(input.phone ?? '');
  if (!input.phone?.trim()) fault('phone', 'REQUIRED');
  else if (!phone.ok) fault('phone', phone.code);
  const email = short('email').toLowerCase();
  if (!email) fault('email', 'REQUIRED');
  else if (!isEmail(email)) fault('email', 'NOT_EMAIL');
  const names = { frontTitle: short('frontTitle'), name, backTitle: short('backTitle') };
  const nrp = input.kind === 'guest' ? short('nrp') || null : null;

  if (errors.length > 0 || !phone.ok) return { applicant: null, errors };
  const person = { nip: nip?.nip ?? null, email, phone: phone.phone, name };
  return {
    errors: [],
    applicant: {
      ...names,
      kind: input.kind,
      nip: person.nip,
      nrp,
      nameKey: nameKey(name),
      ...unit,
      position,
      rank,
      phone: phone.phone,
      email,
      personKey: personKey(person),
      warnings: nip?.warnings ?? [],
    },
  };
}

/** The name as it will be printed. */
export const printedNameOf = (person: Pick<Applicant, 'frontTitle' | 'name' | 'backTitle'>): string =>
  printedName(person);

type Fault = (field: string, code: string, params?: FieldError['params']) => void;

/** Only employees have a NIP; what others typed there is dropped, not judged. */
function readNip(input: ApplicantInput, fault: Fault): { nip: string; warnings: Applicant['warnings'] } | null {
  if (input.kind !== 'pns' && input.kind !== 'pppk') return null;
  if (!input.nip?.trim()) {
    fault('nip', 'REQUIRED');
    return null;
  }
  const nip = parseNip(input.nip, input.kind);
  if (!nip.ok) fault('nip', nip.code, nip.params);
  return nip.ok ? nip : null;
}

function readUnit(
  input: ApplicantInput,
  short: (field: 'unitText') => string,
  unitName: (id: string) => string | null,
  fault: Fault,
): { unitId: string | null; unitText: string } {
  const unitId = input.unitId?.trim();
  if (!unitId) {
    const unitText = short('unitText');
    if (!unitText) fault('unitText', 'REQUIRED');
    return { unitId: null, unitText };
  }
  const name = unitName(unitId);
  if (name === null) fault('unitId', 'NOT_ALLOWED');
  return { unitId, unitText: name ?? '' };
}
