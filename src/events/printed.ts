import type { Letterhead, Signatory as SignatureBlock } from '../documents/index.js';
import { printedRank } from '../directory/index.js';
import type { Organisation, Signatory } from './organisation.entity.js';

interface PrintedPerson {
  name: string;
  office: string;
  rank: string | null;
  nip: string | null;
}

/** "Ruang SH Sarundajang, Kantor Wali Kota Bitung" */
export function placeOf(event: { venue: { name: string }; room?: { name: string } | null }): string {
  return [event.room?.name, event.venue.name].filter(Boolean).join(', ');
}

export function letterheadOf(organisation: Organisation): Letterhead {
  const contacts = [
    organisation.phone && `Telepon ${organisation.phone}`,
    organisation.website && `Laman ${organisation.website}`,
    organisation.email && `Pos-el ${organisation.email}`,
  ].filter((line) => line !== null && line !== '');
  return {
    government: organisation.name,
    office: organisation.letterheadOffice,
    addressLines: [organisation.address, ...(contacts.length ? [contacts.join(', ')] : [])],
  };
}

const numbered = ({ name, rank, nip }: PrintedPerson) => ({ name, rank: rank && printedRank(rank), nip });

/** Signature block of a committee member or of another person whose office is printed as it stands. */
export const personBlock = (person: PrintedPerson): SignatureBlock => ({ ...numbered(person), office: person.office });

/** Signature block of a certificate: prefixes belong to the office, a.n. stands above it. */
export function signatureBlock(signatory: Signatory): SignatureBlock {
  const { officePrefix, office, onBehalfOf } = signatory;
  const prefixed = officePrefix && officePrefix !== 'a.n.' ? `${officePrefix} ${office}` : office;
  return { ...numbered(signatory), office: prefixed, onBehalfOf };
}
