import { describe, expect, it } from '@jest/globals';
import { seatsByUnit, type UnitNode } from './seats-by-unit.js';

const unit = (id: string, parentId: string | null = null): UnitNode => ({ id, name: `Unit ${id}`, parentId });
const count = (unitId: string | null, registered: number, present: number, unitText = '', away = 0) => ({
  unitId,
  unitText,
  registered,
  present,
  away,
});

describe('seats by unit', () => {
  const units = [unit('health'), unit('clinic', 'health'), unit('ward', 'clinic'), unit('school')];

  it('counts sub-units with the unit above them, the largest first', () => {
    const seats = seatsByUnit(
      [count('school', 4, 4), count('clinic', 3, 1, '', 1), count('ward', 4, 2, '', 1)],
      units,
      [],
    );
    expect(seats).toEqual([
      { unitId: 'health', unit: 'Unit health', registered: 7, present: 3, away: 2, quota: null },
      { unitId: 'school', unit: 'Unit school', registered: 4, present: 4, away: 0, quota: null },
    ]);
  });

  it('shows the seats that are kept for one unit alone', () => {
    const pools = [
      { capacity: 80, unitIds: null },
      { capacity: 12, unitIds: ['health', 'school'] },
      { capacity: 9, unitIds: ['school'] },
    ];
    const seats = seatsByUnit([count('school', 4, 4), count('clinic', 3, 1)], units, pools);
    expect(seats.map(({ unitId, quota }) => [unitId, quota])).toEqual([
      ['school', 9],
      ['health', null],
    ]);
  });

  it('does not put everybody into the government that stands above all', () => {
    const tree = [unit('city'), unit('health', 'city'), unit('clinic', 'health')];
    const seats = seatsByUnit([count('clinic', 3, 1), count('city', 1, 0)], tree, []);
    expect(seats.map(({ unitId }) => unitId)).toEqual(['health', 'city']);
  });

  it('keeps typed units by their own words', () => {
    const seats = seatsByUnit(
      [count(null, 2, 1, 'PT Maju'), count(null, 1, 0, 'Kodim'), count('gone', 1, 1, 'Lama')],
      units,
      [],
    );
    expect(seats).toEqual([
      { unitId: null, unit: 'PT Maju', registered: 2, present: 1, away: 0, quota: null },
      { unitId: null, unit: 'Kodim', registered: 1, present: 0, away: 0, quota: null },
      { unitId: null, unit: 'Lama', registered: 1, present: 1, away: 0, quota: null },
    ]);
  });
});
