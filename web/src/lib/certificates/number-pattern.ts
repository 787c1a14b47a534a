import { m } from '$lib/paraglide/messages';

type NumberedEvent = {
  numberPattern: string;
  numberCode: string;
  numberUnit: string;
  numberSeries: string;
  certificateDatedOn: string | null;
  endsAt: string | null;
  zone: string;
};
type Part = { text: string; serial: boolean };

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** The day printed at the signature, `yyyy-mm-dd`; month and year of the number come from it. */
function datedOn({ certificateDatedOn, endsAt, zone }: NumberedEvent): string | null {
  if (certificateDatedOn) return certificateDatedOn;
  return endsAt && new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(endsAt));
}

/** The event's pattern with its values written in; only the serial stays a word. */
export function numberParts(event: NumberedEvent): Part[] {
  const [year, month] = datedOn(event)?.split('-') ?? [];
  const values: Record<string, string | undefined> = {
    kode: event.numberCode,
    unit: event.numberUnit,
    seri: event.numberSeries,
    bulan_romawi: roman[Number(month) - 1],
    tahun: year,
  };
  return event.numberPattern
    .split(/(\{[^}]*\})/)
    .filter(Boolean)
    .map((text): Part => {
      const name = /^\{(\w+)/.exec(text)?.[1];
      if (name === 'urut') return { text: m.issue_serial_word(), serial: true };
      return { text: (name && values[name]) || text, serial: false };
    });
}
