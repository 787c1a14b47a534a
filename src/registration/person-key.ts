import { createHash } from 'node:crypto';
import { nameKey } from '../directory/index.js';

/**
 * Which rows are the same person. There is no person table: a number of a civil servant identifies him; everybody else
 * is an address and a name, since an office shares one address.
 */
export function personKey(person: { nip: string | null; email: string; phone: string; name: string }): string {
  if (person.nip) return `nip:${person.nip}`;
  const name = nameKey(person.name);
  return person.email ? `m:${person.email.toLowerCase()}|${name}` : `p:${person.phone}|${name}`;
}

/** Of fixed length, since a person key is longer than an index of MySQL holds. */
export const liveKeyOf = (personKey: string): string => createHash('sha256').update(personKey).digest('hex');
