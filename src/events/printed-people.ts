import { cleanName, type FieldError } from '../common/index.js';
import { parseNip } from '../directory/index.js';

interface Written {
  name: string;
  office: string;
  rank?: string | null;
  nip?: string | null;
}

export interface PrintedPerson {
  name: string;
  office: string;
  rank: string | null;
  nip: string | null;
}

/** Reads people as they will be printed: a NIP that cannot be one is refused beside its field. */
export function readPeople(people: readonly Written[], at: string): { read: PrintedPerson[]; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const read = people.map((person, index) => readPerson(person, `${at}.${index}.`, faults));
  return { read, faults };
}

export function readPerson({ name, office, rank, nip }: Written, at: string, faults: FieldError[]): PrintedPerson {
  const parsed = nip?.trim() ? parseNip(nip) : null;
  if (parsed?.ok === false) faults.push({ field: `${at}nip`, code: parsed.code, params: parsed.params });
  return { name: cleanName(name), office, rank: rank || null, nip: parsed?.ok ? parsed.nip : null };
}
