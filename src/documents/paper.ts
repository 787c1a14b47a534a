import type { AttendanceListData, Letterhead, Picture, Signatory } from './documents.types.js';
import { clock, formatNip, longDate, plainDate, zoneName } from './indonesian.js';

/** How the templates know a letterhead: its texts, the path of the arms, and the file that lies there. */
export interface LetterheadView {
  head: { government: string; office: string | null; addressLines: string[] };
  arms: string;
  files: Record<string, Uint8Array>;
}

const STAND_IN_ARMS = '/arms.svg';

export function letterheadView(letterhead: Letterhead): LetterheadView {
  const { path, files } = pictureView('arms', letterhead.arms);
  return {
    head: {
      government: letterhead.government,
      office: letterhead.office ?? null,
      addressLines: letterhead.addressLines ?? [],
    },
    arms: path ?? STAND_IN_ARMS,
    files,
  };
}

function pictureView(name: string, picture?: Picture | null): { path?: string; files: Record<string, Uint8Array> } {
  if (!picture) return { files: {} };
  const path = `/uploaded/${name}.${picture.format}`;
  return { path, files: { [path]: picture.bytes } };
}

export interface SignatoryView {
  onBehalfOf: string | null;
  office: string;
  name: string;
  /** Rank and number, as far as there are any. */
  lines: string[];
}

export function signatoryView(signatory: Signatory): SignatoryView {
  return {
    onBehalfOf: signatory.onBehalfOf ?? null,
    office: signatory.office,
    name: signatory.name,
    lines: present(signatory.rank, numberLine(signatory)),
  };
}

/** Who signs at the end, below "Bitung, 8 Juni 2022". */
export function chairView({ chair, zone }: Pick<AttendanceListData, 'chair' | 'zone'>) {
  if (!chair) return null;
  return { ...signatoryView(chair.signatory), placeAndDate: `${chair.place}, ${plainDate(chair.date, zone)}` };
}

interface Printed {
  printedAt: string;
  zone: string;
  /** Question marks stand for letters that no font has. */
  hasReplacedLetters?: boolean;
}

/** "Dicetak Rabu, 8 Juni 2022 pukul 17.05 WITA" */
export function printedLine({ printedAt, zone, hasReplacedLetters }: Printed): string {
  const printed = `Dicetak ${longDate(printedAt, zone)} pukul ${clock(printedAt, zone)} ${zoneName(zone)}`;
  return hasReplacedLetters ? `${printed}. Tanda ? menggantikan huruf yang tidak dapat dicetak.` : printed;
}

/** "NIP 19850312 201001 1 004", "NRP 84051234" or nothing. */
export function numberLine(person: { nip?: string | null; nrp?: string | null }): string | null {
  if (person.nip) return `NIP ${formatNip(person.nip)}`;
  return person.nrp ? `NRP ${person.nrp}` : null;
}

export function present(...texts: (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => Boolean(text?.trim()));
}
