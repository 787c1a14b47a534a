/**
 * What can be drawn. Everything here is raw: times are ISO instants (UTC or with offset) beside an IANA zone, dates are
 * `yyyy-mm-dd`, NIP are 18 digits. The Indonesian wording is made in this folder.
 */

export interface Picture {
  format: 'png' | 'jpg' | 'svg';
  bytes: Uint8Array;
}

export interface Letterhead {
  /** "Pemerintah Kota Bitung"; printed in capitals. */
  government: string;
  /** "Dinas Komunikasi dan Informatika"; left out on papers of the Wali Kota himself. */
  office?: string | null;
  /** Address, phone, web, postcode; one printed line each. */
  addressLines?: string[];
  /** Without one a neutral shield stands in. */
  arms?: Picture | null;
}

export interface Signatory {
  /** As printed, with its prefix: "Plt. Kepala Dinas Komunikasi dan Informatika". */
  office: string;
  /** "Wali Kota Bitung" prints "a.n. Wali Kota Bitung" above the office. */
  onBehalfOf?: string | null;
  name: string;
  /** "Pembina Tingkat I (IV/b)". The Wali Kota and outside signatories have neither rank nor number. */
  rank?: string | null;
  nip?: string | null;
  nrp?: string | null;
}

export interface CertificateHolder {
  /** Exactly as printed, titles included. */
  name: string;
  nip?: string | null;
  nrp?: string | null;
  rank?: string | null;
  position?: string | null;
  unit?: string | null;
}

export interface CertificateSession {
  title: string;
  speakers: string[];
  startsAt: string;
  endsAt: string;
  /** Training hours (JP). */
  hours: number;
}

export interface CertificateData {
  number: string;
  letterhead: Letterhead;
  holder: CertificateHolder;
  /** "peserta", "narasumber", "panitia". */
  role: string;
  event: {
    title: string;
    /** "Pemerintah Kota Bitung": completes "yang diselenggarakan oleh …". */
    organiser: string;
    startsAt: string;
    endsAt: string;
    zone: string;
    /** "Ruang SH Sarundajang, Kantor Wali Kota Bitung": completes "di …". */
    place: string;
  };
  /** Training hours of the event. */
  hours: number;
  /** Hours the holder attended; null for speakers and committee, whose attendance is not counted. */
  attendedHours?: number | null;
  sessions: CertificateSession[];
  signedAt: { place: string; date: string };
  signatory: Signatory;
  /** Stands on the second page, normally the Ketua Panitia. */
  secondSignatory?: Signatory | null;
  verification: {
    /** Address the QR opens, ending in the code. */
    url: string;
    /** Code as typed by a reader, without spaces. */
    code: string;
  };
  /** Instant written into the file as its creation; the same data give the same bytes. */
  createdAt: string;
}

export interface AttendanceRow {
  name: string;
  nip?: string | null;
  nrp?: string | null;
  position?: string | null;
  unit?: string | null;
  /** First accepted scan; empty when not (yet) there. */
  arrivedAt?: string | null;
  /** Of who was not seen: printed where the time would stand. */
  absence?: 'excused' | 'ill' | null;
}

export interface AttendanceListData {
  letterhead: Letterhead;
  /** Under DAFTAR HADIR: "Peserta", "Narasumber dan tamu undangan". */
  subtitle?: string | null;
  event: { title: string; place: string };
  /** Of a list for one session: its title. */
  session?: string | null;
  startsAt: string;
  endsAt: string;
  zone: string;
  /** Rows in printing order; a group with a heading is set off. Numbers run through all groups. */
  groups: { heading?: string | null; rows: AttendanceRow[] }[];
  /** Prints no arrival times, for signing in ink before the event. */
  blank?: boolean;
  /** Empty numbered rows at the end, for people who come without registration. */
  emptyRows?: number;
  /** Signs at the end. */
  chair?: { place: string; date: string; signatory: Signatory } | null;
  printedAt: string;
  /** Set by `drawLegibly`. */
  hasReplacedLetters?: boolean;
}

/** `pending`: has not begun; `short`: inside, but for less than two thirds of a session. */
export type RecapStatus = 'pending' | 'present' | 'late' | 'short' | 'excused' | 'ill' | 'absent';

export interface RecapMark {
  status: RecapStatus;
  inAt?: string | null;
  /** Empty when never scanned out. */
  outAt?: string | null;
  /** Inside a session. */
  minutes?: number;
}

export interface RecapRow extends Omit<AttendanceRow, 'arrivedAt' | 'absence'> {
  /** "PNS", "Tamu undangan". */
  kind: string;
  /** One for each day of the event. */
  days: RecapMark[];
  /** One for each session that gives training hours. */
  sessions: RecapMark[];
  /** Training hours attended. */
  jp: number;
}

export interface AttendanceRecapData {
  letterhead: Letterhead;
  event: { title: string; place: string };
  startsAt: string;
  endsAt: string;
  zone: string;
  /** Training hours of the event. */
  jp: number;
  /** `yyyy-mm-dd` */
  days: string[];
  sessions: { title: string; startsAt: string; endsAt: string; jp: number }[];
  /** In printing order; numbers run through all groups. */
  groups: { heading?: string | null; rows: RecapRow[] }[];
  chair?: AttendanceListData['chair'];
  printedAt: string;
  /** Set by `drawLegibly`. */
  hasReplacedLetters?: boolean;
}

/** What a participant shows at the door. In two languages, so its sentences come worded. */
export interface TicketData {
  language: 'id' | 'en';
  letterhead: Letterhead;
  title: string;
  /** The day, then the hours, then when the desk opens; empty while the agenda is. */
  when: string[];
  /** Room and building, then the address. */
  place: string[];
  /** Training hours, one segment of the bar each. */
  hours: number;
  name: string;
  unit: string;
  /** As read out: "7K4M Q2XD". */
  code: string;
  /** The text of the QR code. */
  qr: string;
  words: {
    /** Title of the file. */
    file: string;
    arms: string;
    qr: string;
    name: string;
    unit: string;
    /** Stands under the code; one printed line each. */
    show: string[];
    cut: string;
    before: string;
  };
  /** Stand under the ticket on the page to print. */
  hints: string[];
  createdAt: string;
}

export interface CommitmentSignatory {
  name: string;
  office: string;
  /** "Universitas Gadjah Mada", when the office alone does not say it. */
  institution?: string | null;
  rank?: string | null;
  nip?: string | null;
  nrp?: string | null;
}

export interface CommitmentData {
  letterhead?: Letterhead | null;
  /** "Komitmen Bersama"; printed in capitals. */
  title: string;
  /** "Gerakan Menuju Smart City Kota Bitung". */
  subject?: string | null;
  /** Paragraphs parted by empty lines; lines that begin with "1." or "1)" are points. */
  text: string;
  place: string;
  /** The day the text names: the planned day of signing, and the real one once signed. */
  date: string;
  /** Set once it has been signed. */
  signedOn?: string | null;
  /** In order of signing. */
  signatories: CommitmentSignatory[];
  createdAt: string;
}
