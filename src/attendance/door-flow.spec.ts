import { describe, expect, it } from '@jest/globals';
import { FLOW_MINUTES, flowRows, flowStart } from './door-flow.js';

const now = new Date('2026-11-24T00:10:42.500Z');
const at = (minutesAgo: number) => new Date(Date.parse('2026-11-24T00:10:00Z') - minutesAgo * 60_000);

describe('what came through the doors', () => {
  it('ends with the current minute', () => {
    const [row] = flowRows([{ name: 'Timur', minute: at(0), count: 3 }], flowStart(now));
    expect(row?.counts).toHaveLength(FLOW_MINUTES);
    expect(row?.counts.at(-1)).toBe(3);
  });

  it('adds up by name, and leaves out what is older', () => {
    const rows = flowRows(
      [
        { name: 'Timur', minute: at(FLOW_MINUTES - 1), count: 1 },
        { name: null, minute: at(2), count: 2 },
        { name: 'Timur', minute: at(1), count: 4 },
        { name: 'Barat', minute: at(FLOW_MINUTES), count: 9 },
      ],
      flowStart(now),
    );
    expect(rows.map(({ name, total }) => [name, total])).toEqual([
      ['Timur', 5],
      [null, 2],
    ]);
    expect(rows[0]?.counts[0]).toBe(1);
  });
});
