import { randomUUID } from 'node:crypto';

/** What the public form sends. */
export interface ApplicantBody {
  kind: 'pns' | 'pppk' | 'non_asn' | 'guest';
  nip?: string;
  nrp?: string;
  frontTitle?: string;
  name: string;
  backTitle?: string;
  unitId?: string;
  unitText?: string;
  position: string;
  rank?: string;
  phone: string;
  email: string;
  consentTextIds: string[];
  submissionNonce: string;
}

const GIVEN = ['Maria', 'Yosep', 'Siti', 'Albert', 'Deasy', 'Ronald', 'Fitriani', 'Jemmy', 'Olvie', 'Ferdinand'];
const FAMILY = ['Wantah', 'Rumondor', 'Rahman', 'Tumbelaka', 'Kaunang', 'Lengkong', 'Hasan', 'Sumual', 'Pangemanan'];

/** The nth civil servant: always the same, never the same as another, with a NIP that is in order. */
export function applicant(n: number, changes: Partial<ApplicantBody> = {}): ApplicantBody {
  return {
    kind: 'pns',
    nip: nipOf(n),
    frontTitle: '',
    name: `${GIVEN[n % GIVEN.length]} ${FAMILY[Math.floor(n / GIVEN.length) % FAMILY.length]}`,
    backTitle: 'S.Kom.',
    unitText: 'Sekretariat Daerah',
    position: 'Pranata Komputer Ahli Pertama',
    rank: 'III/a',
    phone: `0812${String(10_000_000 + n)}`,
    email: `peserta${n}@uji.example`,
    consentTextIds: [],
    submissionNonce: randomUUID(),
    ...changes,
  };
}

/** The nth guest, who has no NIP. */
export function guest(n: number, changes: Partial<ApplicantBody> = {}): ApplicantBody {
  const { nip: _nip, rank: _rank, ...person } = applicant(n, { kind: 'guest', email: `tamu${n}@uji.example` });
  return { ...person, backTitle: '', position: 'Narasumber', ...changes };
}

/** Born in the seventies or eighties, appointed in 2010; the serial and the birth date tell them apart. */
export function nipOf(n: number): string {
  const serial = (n % 999) + 1;
  const days = Math.floor(n / 999);
  const two = (value: number) => String(value).padStart(2, '0');
  const birth = `${1970 + (Math.floor(days / 336) % 20)}${two(1 + (Math.floor(days / 28) % 12))}${two(1 + (days % 28))}`;
  return `${birth}201003${1 + (n % 2)}${String(serial).padStart(3, '0')}`;
}
