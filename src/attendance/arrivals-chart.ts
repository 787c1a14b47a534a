export interface MinuteCount {
  minute: Date;
  count: number;
}

export interface ArrivalsChart {
  from: Date;
  to: Date;
  counts: MinuteCount[];
  /** In the current minute and the four before it. */
  lastFiveMinutes: number;
  peakPerMinute: number;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** A chart of the first minutes of the morning would be a single bar. */
const SHORTEST = 90 * MINUTE;
/** Who comes still earlier or later is counted, but would press the rush of the morning into a few lines. */
const BEFORE_DOORS = 60 * MINUTE;
const AFTER_OPENING = 150 * MINUTE;

const floorTo = (step: number, at: number) => Math.floor(at / step) * step;
const ceilTo = (step: number, at: number) => Math.ceil(at / step) * step;

/**
 * Frames the arrivals of a day: from when the doors open, or somebody came earlier, to some time after the opening. When
 * the rush is at another time of the day than the opening, it is framed in its place.
 */
export function arrivalsChart(
  counts: readonly MinuteCount[],
  frame: { opensAt: Date; openingAt: Date | null; now: Date },
): ArrivalsChart {
  const minutes = counts.map(({ minute }) => minute.getTime());
  const planned = { doors: frame.opensAt.getTime(), opening: (frame.openingAt ?? frame.opensAt).getTime() };
  const rush = middleOf(counts);
  const isFarOff = rush !== null && (rush < planned.doors - BEFORE_DOORS || rush > planned.opening + AFTER_OPENING);
  const { doors, opening } = isFarOff ? { doors: rush, opening: rush } : planned;
  const from = floorTo(QUARTER, Math.max(doors - BEFORE_DOORS, Math.min(doors, ...minutes)));
  const latest = Math.min(opening + AFTER_OPENING, Math.max(0, ...minutes) + MINUTE);
  const to = ceilTo(QUARTER, Math.max(from + SHORTEST, opening + 3 * QUARTER, latest));
  const thisMinute = floorTo(MINUTE, frame.now.getTime());
  const recent = counts.filter(({ minute }) => minute.getTime() > thisMinute - 5 * MINUTE && minute <= frame.now);
  return {
    from: new Date(from),
    to: new Date(to),
    counts: [...counts],
    lastFiveMinutes: recent.reduce((sum, { count }) => sum + count, 0),
    peakPerMinute: Math.max(0, ...counts.map(({ count }) => count)),
  };
}

/** The minute by which half of them had come. */
function middleOf(counts: readonly MinuteCount[]): number | null {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  let come = 0;
  for (const { minute, count } of [...counts].sort((a, b) => a.minute.getTime() - b.minute.getTime())) {
    come += count;
    if (come * 2 >= all) return minute.getTime();
  }
  return null;
}
