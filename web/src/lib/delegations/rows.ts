import type { Answer, Sent } from '$lib/api/types';

export type Desk = Answer<'/api/public/delegations/{token}'>;
export type DeskPerson = Desk['people'][number];
export type DeskResult = Answer<'/api/public/delegations/{token}/check', 'post'>[number];
type RowInput = Sent<'/api/public/delegations/{token}/check'>['rows'][number];

/** Those of the line first, then those that are seldom needed. */
export const lineFields = ['nip', 'name', 'position', 'rank', 'phone', 'email'] as const;
export const moreFields = ['frontTitle', 'backTitle', 'unit', 'kind'] as const;
export const deskFields = [...lineFields, ...moreFields];
export type DeskField = (typeof deskFields)[number];

/** A row of the table, and what was said of it when it was last sent. */
export type Row = {
  nonce: string;
  cells: Partial<Record<DeskField, string>>;
  verdict: Pick<DeskResult, 'outcome' | 'reasons' | 'warnings'> | null;
};

export const rowField = (index: number, field: string) => `rows.${index}.${field}`;
export const rowFieldId = (index: number, field: string) => `field-row-${index}-${field}`;

export const blankRows = (count: number): Row[] =>
  Array.from({ length: count }, () => ({ nonce: crypto.randomUUID(), cells: {}, verdict: null }));

export const rowOf = ({ nonce, cells, outcome, reasons, warnings }: DeskResult): Row => ({
  nonce,
  cells,
  verdict: { outcome, reasons, warnings },
});

export const inputOf = ({ nonce, cells }: Row): RowInput => ({ ...cells, nonce });

const isBlank = ({ cells }: Row) => Object.values(cells).every((cell) => !cell);

/** All rows of the form, in their order. */
export function readRows(form: FormData): Row[] {
  const rows: Row[] = [];
  for (let index = 0; form.has(rowField(index, 'nonce')); index++) {
    const text = (field: string) => String(form.get(rowField(index, field)) ?? '').trim();
    const cells = Object.fromEntries(deskFields.flatMap((field) => (text(field) ? [[field, text(field)]] : [])));
    rows.push({ nonce: text('nonce'), cells, verdict: null });
  }
  return rows;
}

export const readFilled = (form: FormData): Row[] => readRows(form).filter((row) => !isBlank(row));
