import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LedgerCount, ledgerRows, ledgerTotal, type LedgerUnit, percentOf } from './ledger.js';

const unit = (id: string, parentId: string | null, sort: number): LedgerUnit => ({ id, name: id, parentId, sort });
const count = (reached: number, none: number): LedgerCount => ({
  employees: reached + none,
  reached,
  from10: 0,
  from1: 0,
  none,
});

const units = [
  unit('Dinas', null, 2),
  unit('Setda', null, 1),
  unit('Maesa', null, 3),
  unit('Kelurahan A', 'Maesa', 1),
  unit('Kelurahan B', 'Maesa', 2),
];
const counts = new Map([
  ['Dinas', count(3, 1)],
  ['Setda', count(1, 1)],
  ['Maesa', count(0, 2)],
  ['Kelurahan B', count(4, 4)],
]);

describe('ledger', () => {
  it('shows each top unit with everybody below it, in the order of the units', () => {
    expect(ledgerRows(units, counts, null).map((row) => [row.unit, row.employees, row.reached, row.percent])).toEqual([
      ['Setda', 2, 1, 50],
      ['Dinas', 4, 3, 75],
      ['Maesa', 10, 4, 40],
    ]);
  });

  it('opens a unit into itself and its children, and leaves out those without people', () => {
    expect(ledgerRows(units, counts, 'Maesa').map((row) => [row.unit, row.employees])).toEqual([
      ['Maesa', 2],
      ['Kelurahan B', 8],
    ]);
  });

  it('rounds a share down', () => {
    expect(percentOf(199, 200)).toBe(99);
    expect(percentOf(200, 200)).toBe(100);
    expect(percentOf(0, 0)).toBe(0);
  });

  it('adds up to the whole, for any tree', () => {
    const tree = fc.array(fc.tuple(fc.nat(30), fc.nat(20), fc.nat(20)), { maxLength: 30 });
    fc.assert(
      fc.property(tree, (nodes) => {
        const made = nodes.map(([parent], i) => unit(`u${i}`, parent < i ? `u${parent}` : null, i));
        const people = new Map(nodes.map(([, reached, none], i) => [`u${i}`, count(reached, none)]));
        const whole = ledgerTotal([...people.values()]);
        expect(ledgerTotal(ledgerRows(made, people, null))).toEqual(whole);
      }),
    );
  });
});
