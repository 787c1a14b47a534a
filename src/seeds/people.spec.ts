import { describe, expect, it } from '@jest/globals';
import { isRank, parseNip, parsePhone } from '../directory/index.js';
import { People } from './people.js';
import { Random } from './random.js';
import { demoUnits, topUnit } from './units.js';

const employees = new People(new Random(2022)).employees();

describe('people of the demo', () => {
  it('work in 35 units of the city, villages counted with their district', () => {
    expect(new Set(employees.map(({ unitCode }) => topUnit(unitCode))).size).toBe(35);
    expect(employees.length).toBeGreaterThan(600);
  });

  it('have valid numbers that raise no warning, each its own', () => {
    for (const { nip, kind } of employees) {
      expect(parseNip(nip, kind)).toMatchObject({ ok: true, nip, kind, warnings: [] });
    }
    expect(new Set(employees.map(({ nip }) => nip)).size).toBe(employees.length);
  });

  it('have a rank of their kind and a phone number', () => {
    for (const { kind, rank, phone } of employees) {
      expect(isRank(kind, rank)).toBe(true);
      expect(parsePhone(phone).ok).toBe(true);
    }
  });

  it('are the same at every seeding', () => {
    expect(new People(new Random(2022)).employees()).toEqual(employees);
  });
});

describe('units of the demo', () => {
  it('have codes of their own and stand after their parents', () => {
    const seen = new Set<string>();
    for (const { code, parentCode } of demoUnits) {
      expect(seen.has(code)).toBe(false);
      if (parentCode) expect(seen.has(parentCode)).toBe(true);
      seen.add(code);
    }
  });

  it('are 36 offices and districts, a hospital and 69 villages', () => {
    const count = (sort: string) => demoUnits.filter((unit) => unit.sort === sort).length;
    expect(demoUnits.filter(({ parentCode }) => !parentCode)).toHaveLength(36);
    expect([count('district'), count('village')]).toEqual([8, 69]);
  });
});
