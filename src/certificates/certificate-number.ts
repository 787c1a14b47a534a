import { roman } from '../documents/index.js';
import type { NumberPart, NumberToken } from '../events/index.js';

export interface NumberValues {
  code: string;
  unit: string;
  series: string;
  serial: number;
  /** Date printed at the signature, `yyyy-mm-dd`: month and year of the number come from it. */
  datedOn: string;
}

/** Writes one number after the event's pattern, which `parseNumberPattern` has read. */
export function formatNumber(pattern: readonly NumberToken[], values: NumberValues): string {
  const [year = '', month = ''] = values.datedOn.split('-');
  const written: Record<NumberPart, (width: number) => string> = {
    kode: () => values.code,
    urut: (width) => String(values.serial).padStart(width, '0'),
    unit: () => values.unit,
    seri: () => values.series,
    bulan_romawi: () => roman(Number(month)),
    tahun: () => year,
  };
  return pattern.map((token) => ('text' in token ? token.text : written[token.part](token.width))).join('');
}

/** A series counts for one unit and one year; the unit is compared without regard to case on both engines. */
export const seriesKey = (unit: string, datedOn: string) => ({
  unitCode: unit.trim().toUpperCase(),
  year: Number(datedOn.slice(0, 4)),
});
