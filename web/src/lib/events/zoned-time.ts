import { dayOf, timeOf } from '$common-rules/wall-clock';

// Native inputs know no zone: what stands in them is the time on the clock at the event.

/** 2022-06-08 */
export const dateInput = (moment: string, zone: string): string => dayOf(new Date(moment), zone);

/** 08:15 */
export const timeInput = (moment: string, zone: string): string => timeOf(new Date(moment), zone);

/** 2022-06-08T08:15 */
export const localInput = (moment: string, zone: string) => `${dateInput(moment, zone)}T${timeInput(moment, zone)}`;

const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/**
 * What was typed as a moment with its offset. Anything else goes on as it is: the API names the fault at the field.
 */
export function moment(local: string, zone: string): string {
  if (!wall.test(local)) return local;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return local;
  const offset = Date.parse(`${localInput(new Date(asUtc).toISOString(), zone)}:00Z`) - asUtc;
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}:00${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
