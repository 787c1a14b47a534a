import { describe, expect, it } from '@jest/globals';
import { arrivalsChart } from './arrivals-chart.js';

const at = (time: string) => new Date(`2022-06-08T${time}:00.000Z`);
const counts = (...rows: [string, number][]) => rows.map(([minute, count]) => ({ minute: at(minute), count }));
const frame = { opensAt: at('07:30'), openingAt: at('08:15'), now: at('08:34') };

describe('the chart of arrivals', () => {
  it('runs from the doors to three quarters of an hour after the opening', () => {
    const { from, to } = arrivalsChart([], frame);
    expect([from, to]).toEqual([at('07:30'), at('09:00')]);
  });

  it('grows for those who come earlier or later', () => {
    const { from, to } = arrivalsChart(counts(['07:12', 1], ['09:40', 2]), frame);
    expect([from, to]).toEqual([at('07:00'), at('09:45')]);
  });

  it('leaves out who comes far from the opening, so that the rush stays readable', () => {
    const { from, to, counts: all } = arrivalsChart(counts(['02:10', 1], ['08:01', 9], ['15:40', 1]), frame);
    expect([from, to]).toEqual([at('06:30'), at('10:45')]);
    expect(all).toHaveLength(3);
  });

  it('follows the people when they come at another time of the day than was planned', () => {
    const { from, to } = arrivalsChart(counts(['15:10', 3], ['15:40', 5], ['16:20', 2]), frame);
    expect([from, to]).toEqual([at('15:00'), at('16:30')]);
  });

  it('counts this minute and the four before it, and finds the peak', () => {
    const rows = counts(['08:29', 7], ['08:30', 2], ['08:33', 1], ['08:34', 3]);
    expect(arrivalsChart(rows, frame)).toMatchObject({ lastFiveMinutes: 6, peakPerMinute: 7 });
    expect(arrivalsChart([], frame)).toMatchObject({ lastFiveMinutes: 0, peakPerMinute: 0 });
  });

  it('has a length also without a programme', () => {
    const { from, to } = arrivalsChart([], { ...frame, openingAt: null });
    expect(to.getTime() - from.getTime()).toBe(90 * 60_000);
  });
});
