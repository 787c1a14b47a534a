import type { Answer } from '$lib/api/types';

export type LedgerSummary = Answer<'/api/training-records/summary'>;
export type LedgerUnit = LedgerSummary['units'][number];
export type EmployeesPage = Answer<'/api/training-records/employees'>;
export type RecordsPage = Answer<'/api/training-records'>;
export type RecordRow = RecordsPage['rows'][number];
/** What narrows the ledger, its lists and its exports alike. */
export type LedgerScope = { year: number; unitId?: string; nip?: string };
