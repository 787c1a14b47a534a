import { cleanName } from '../../common/index.js';
import { type Employee, parseNip, parseRank, type UnitNames } from '../../directory/index.js';
import type { ParticipantKind } from '../../events/index.js';
import { type CellChange, type CellReason, type Cells, refusal, type Verdict } from '../../imports/index.js';
import { type Applicant, type ApplicantInput, readApplicant } from '../form/applicant.js';
import { liveKeyOf, personKey } from '../person-key.js';
import type { Registration } from '../registration.entity.js';

/** What a row is judged against. */
export interface ParticipantFacts {
  units: UnitNames;
  unitName: (id: string) => string | null;
  employees: Map<string, Employee>;
  /** Live registrations by their key. */
  live: Map<string, Registration>;
}

/** What an import may correct of a registration that is there. */
export const snapshotFields = [
  'frontTitle',
  'name',
  'backTitle',
  'unitId',
  'unitText',
  'position',
  'rank',
  'phone',
  'email',
] as const satisfies (keyof Registration)[];
export type Snapshot = Pick<Registration, (typeof snapshotFields)[number]>;

export const snapshotOf = (of: Snapshot): Snapshot =>
  Object.fromEntries(snapshotFields.map((field) => [field, of[field]])) as unknown as Snapshot;

export const sameSnapshot = (a: Snapshot, b: Snapshot): boolean =>
  snapshotFields.every((field) => a[field] === b[field]);

export interface JudgedParticipant {
  verdict: Verdict;
  /** Null when the row is refused. */
  wanted: { applicant: Applicant; liveKey: string; registration: Registration | null } | null;
}

/**
 * The same rules as the form has. Empty cells of somebody who is registered already change nothing; of somebody whom
 * the directory knows they are filled from there.
 */
export function judgeParticipant(cells: Cells, facts: ParticipantFacts): JudgedParticipant {
  const nip = cells.nip ? parseNip(cells.nip) : null;
  const employee = nip?.ok ? facts.employees.get(nip.nip) : undefined;
  const known = rowKeysOf(cells).flatMap((key) => facts.live.get(key) ?? [])[0];
  const { kind, rank, faults } = readChoices(cells, employee, known);
  const input = inputOf(cells, { kind, rank }, facts, employee, known);
  const { applicant, errors } = readApplicant(input, facts.unitName);
  // Until its number can be read, nobody knows which cells the directory would fill.
  const unsure = nip !== null && !nip.ok;
  const told = errors.filter(
    ({ field, code }) => !faults.some((one) => one.field === field) && !(unsure && code === 'REQUIRED'),
  );
  const reasons = [...faults, ...told.map(ofColumn)];
  if (known && kind !== known.kind) reasons.push({ field: 'kind', code: 'IMPORT_OTHER_KIND' });
  if (!applicant || reasons.length > 0) return { verdict: refusal(reasons), wanted: null };
  const liveKey = liveKeyOf(applicant.personKey);
  const registration = facts.live.get(liveKey) ?? null;
  const changes = registration ? changesOf(registration, applicant) : filledOf(cells, applicant, employee);
  return {
    wanted: { applicant, liveKey, registration },
    verdict: {
      outcome: !registration ? 'new' : changes.length > 0 ? 'changed' : 'same',
      reasons: [],
      warnings: [
        ...applicant.warnings.map(({ code, params }) => ({ field: 'nip', code, params })),
        ...(cells.unit && applicant.unitId === null ? [{ field: 'unit', code: 'IMPORT_UNIT_AS_TEXT' }] : []),
      ],
      changes,
    },
  };
}

/** The keys that a row may have, as far as they can be told before it is judged: by its number, by name and address. */
export function rowKeysOf({ nip, name, email }: Cells): string[] {
  const read = nip ? parseNip(nip) : null;
  return [
    ...(read?.ok ? [liveKeyOf(personKey({ nip: read.nip, email: '', phone: '', name: '' }))] : []),
    ...(name && email ? [liveKeyOf(personKey({ nip: null, email: email.trim(), phone: '', name }))] : []),
  ];
}

interface Choices {
  kind: ParticipantKind;
  rank: string;
  faults: CellReason[];
}

/** What a form offers as a list, as people write it. Without a cell the NIP tells the kind. */
function readChoices(cells: Cells, employee: Employee | undefined, known: Registration | undefined): Choices {
  const faults: CellReason[] = [];
  const nip = cells.nip ? parseNip(cells.nip) : null;
  const word = (cells.kind ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  const named = KINDS.find(([pattern]) => pattern.test(word))?.[1];
  if (word && !named) faults.push({ field: 'kind', code: 'IMPORT_KIND' });
  const byNip = employee?.kind ?? (nip?.ok ? nip.kind : null) ?? 'pns';
  const kind = named ?? known?.kind ?? (cells.nip ? byNip : 'non_asn');
  const rank = cells.rank && (kind === 'pns' || kind === 'pppk') ? parseRank(kind, cells.rank) : '';
  if (rank === null) faults.push({ field: 'rank', code: 'NOT_ALLOWED' });
  return { kind, rank: rank ?? '', faults };
}

const KINDS: [RegExp, ParticipantKind][] = [
  [/^c?pns$/, 'pns'],
  [/^(pppk|p3k)$/, 'pppk'],
  [/^(nonasn|non|honorer|thl|kontrak|tenagakontrak|nonpns)$/, 'non_asn'],
  [/^(tamu|guest|undangan|tamuundangan|umum)$/, 'guest'],
];

function inputOf(
  cells: Cells,
  { kind, rank }: Pick<Choices, 'kind' | 'rank'>,
  { units }: ParticipantFacts,
  employee: Employee | undefined,
  known: Registration | undefined,
): ApplicantInput {
  const source = known ?? employee;
  const unit = cells.unit ? units.find(cells.unit) : null;
  const where = unit
    ? unit.ok
      ? { unitId: unit.unit.id }
      : { unitText: cells.unit }
    : { unitId: source?.unitId, unitText: known?.unitText };
  return {
    kind,
    nip: cells.nip,
    nrp: cells.nrp || known?.nrp,
    frontTitle: cells.frontTitle || source?.frontTitle,
    name: cells.name || source?.name,
    backTitle: cells.backTitle || source?.backTitle,
    ...where,
    position: cells.position || source?.position,
    rank: rank || source?.rank,
    phone: cells.phone || source?.phone,
    email: cells.email || source?.email,
  };
}

const ofColumn = ({ field, code, params }: CellReason): CellReason => ({
  field: field === 'unitId' || field === 'unitText' ? 'unit' : field,
  code,
  params,
});

/** What the directory said where the file says nothing. */
function filledOf(cells: Cells, applicant: Applicant, employee: Employee | undefined): CellChange[] {
  if (!employee) return [];
  const known = { ...applicant, unit: applicant.unitText };
  const fields = ['frontTitle', 'name', 'backTitle', 'unit', 'position', 'rank', 'phone', 'email'] as const;
  return fields.flatMap((field) => (cells[field] || !known[field] ? [] : [{ field, from: '', to: known[field] }]));
}

/** A registration keeps the words of its unit: a unit renamed since is no change of the person. */
function changesOf(registration: Registration, applicant: Applicant): CellChange[] {
  const sameUnit = applicant.unitId !== null && applicant.unitId === registration.unitId;
  const fields = ['frontTitle', 'name', 'backTitle', 'position', 'rank', 'phone', 'email'] as const;
  return [
    ...fields.flatMap((field) =>
      applicant[field] === registration[field] ? [] : [{ field, from: registration[field], to: applicant[field] }],
    ),
    ...(sameUnit || applicant.unitText === registration.unitText
      ? []
      : [{ field: 'unit', from: registration.unitText, to: cleanName(applicant.unitText) }]),
  ];
}
