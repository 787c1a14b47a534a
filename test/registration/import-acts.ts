import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/common/index.js';
import type { ImportRun, PreviewedRow, RowResult } from '../../src/imports/index.js';
import { ImportHandlers } from '../../src/imports/index.js';
import { applicant, guest } from '../factories/applicants.js';
import type { FileRow } from './import-model.js';
import { type Acts, PEOPLE, type Real } from './interleaved-event.js';

/** Lists of two or three people, some of whom are registered, some with another position than they gave. */
const shownAndTaken = {
  showFile: (n, moved) => ({
    run: async ({ imports }, real) => {
      const rows = [n, n + 1, n + 3].slice(moved ? 0 : 1).map((each): FileRow => {
        const unit = each % 2 === 0 ? 'Sekretariat Daerah' : 'Dinas Lain';
        return { n: each % PEOPLE, words: { position: moved ? 'Kepala Seksi' : 'Analis', unit } };
      });
      const checked = rows.map((row, line) => ({ id: randomUUID(), line, cells: cellsOf(row) }));
      const verdicts = await handlerOf(real).check(real.event.id, checked);
      real.shown = checked.map((row, index) => ({ ...row, ...only(verdicts[index]), trace: null }));
      return { got: verdicts.map(({ outcome }) => outcome), expected: imports.show(rows) };
    },
  }),
  takeFile: () => ({
    check: ({ imports }) => imports.hasShown,
    run: async ({ imports }, real) => {
      const rows = real.shown.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
      const results = await resultsOf(real, (run) => handlerOf(real).apply(run, rows));
      const taken = rows.flatMap((row) => {
        const trace = results.get(row.id)?.trace;
        return trace ? [{ ...row, trace }] : [];
      });
      if (taken.length > 0) real.taken.push(taken);
      const ids = new Map(
        taken.map(({ cells, trace }) => [cells.email, (trace as { registrationId: string }).registrationId]),
      );
      const expected = imports.take((n) => ids.get(person(n).email) ?? '');
      const got = rows.map(({ id }) => {
        const { state, outcome } = results.get(id) ?? {};
        return state === 'applied' ? state : outcome;
      });
      return { got, expected };
    },
  }),
} satisfies Acts;

export const importActs: Acts = {
  ...shownAndTaken,
  /** Nothing happens between the two, as mostly. */
  importFile: (n, moved) => ({
    run: async (model, real) => {
      const shown = await shownAndTaken.showFile(n, moved).run(model, real);
      const taken = await shownAndTaken.takeFile().run(model, real);
      return { got: [shown.got, taken.got], expected: [shown.expected, taken.expected] };
    },
  }),
  /** The last that was taken, or the first, over which others may have gone. */
  takeFileBack: (_, last) => ({
    check: ({ imports }) => imports.hasTaken,
    run: async ({ imports }, real) => {
      const which = last ? -1 : 0;
      const rows = (real.taken.splice(which, 1)[0] ?? []).reverse();
      const results = await resultsOf(real, (run) => handlerOf(real).undo(run, rows));
      return { got: rows.map(({ id }) => results.get(id)?.state), expected: imports.takeBack(which) };
    },
  }),
};

const handlerOf = ({ app }: Real) => app.get(ImportHandlers).get('participants');

const person = (n: number) => (n % 3 === 0 ? guest(n) : applicant(n));

function cellsOf({ n, words: { position, unit } }: FileRow): PreviewedRow['cells'] {
  const { kind, nip, name, phone, email } = person(n);
  return { ...(nip ? { nip } : {}), kind: kind === 'guest' ? 'Tamu' : 'PNS', name, phone, email, position, unit };
}

function only(verdict: Omit<PreviewedRow, 'id' | 'line' | 'cells' | 'trace'> | undefined) {
  if (!verdict) throw new Error('A row without a verdict');
  const { outcome, reasons, changes } = verdict;
  return { outcome, reasons, changes };
}

/** Every row ends with a result, by its id. */
async function resultsOf(real: Real, act: (run: ImportRun) => Promise<void>): Promise<Map<string, RowResult>> {
  const results = new Map<string, RowResult>();
  await act({
    batchId: randomUUID(),
    eventId: real.event.id,
    actor: systemActor,
    record: (_tx, told) => {
      for (const result of told) results.set(result.rowId, result);
      return Promise.resolve();
    },
  });
  return results;
}
