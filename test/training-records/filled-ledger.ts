import { randomUUID } from 'node:crypto';
import { Certificate } from '../../src/certificates/index.js';
import { NumberSeries } from '../../src/certificates/number-series.entity.js';
import { humanCode } from '../../src/common/crypto/index.js';
import { newId, systemActor } from '../../src/common/index.js';
import { Database, insertRows, Transactions } from '../../src/database/index.js';
import { Directory, Employee, type Unit } from '../../src/directory/index.js';
import { Registration } from '../../src/registration/index.js';
import { TrainingRecord } from '../../src/training-records/index.js';
import type { RecordState } from '../../src/training-records/training-record-status.js';
import { nipOf } from '../factories/applicants.js';
import { makeEvent } from '../factories/events.js';
import type { TestApp } from '../support/app.js';

export interface Ledger {
  units: Unit[];
  employees: Employee[];
  records: TrainingRecord[];
}

export interface RecordPlan {
  /** Place of its employee in the list of employees; null: somebody outside the directory. */
  employee: number | null;
  jp: number;
  year: number;
  /** Month of the last day. */
  month: number;
  state: RecordState;
}

/** Three top units, the last one with two villages below it. */
const tree = [
  { code: 'SETDA', name: 'Sekretariat Daerah' },
  { code: 'KOMINFO', name: 'Dinas Komunikasi dan Informatika' },
  { code: 'MAESA', name: 'Kecamatan Maesa' },
  { code: 'KEL-1', name: 'Kelurahan Bitung Tengah', parentCode: 'MAESA' },
  { code: 'KEL-2', name: 'Kelurahan Pateten Satu', parentCode: 'MAESA' },
];

/** Employees and records of the given shape, written without the way through events and certificates. */
export async function filledLedger(app: TestApp, people: number, plans: RecordPlan[]): Promise<Ledger> {
  const directory = app.get(Directory);
  await directory.addUnits(tree, systemActor);
  const units = await directory.units();
  await directory.addEmployees(
    Array.from({ length: people }, (_, n) => ({
      nip: nipOf(n),
      kind: 'pns' as const,
      frontTitle: '',
      name: `Pegawai ${String(n).padStart(5, '0')}`,
      backTitle: n % 3 === 0 ? 'S.Kom.' : '',
      unitId: units[n % units.length]?.id ?? '',
      position: 'Pranata Komputer',
      rank: 'III/a',
    })),
    systemActor,
  );
  const employees = await app.get(Database).read((m) => m.find(Employee, { order: { nameKey: 'ASC' } }));
  const event = await makeEvent(app);
  const seriesId = newId();
  const made = plans.map((plan, index) => rowsOf(plan, index, event.id, seriesId, employees, units));
  await app.get(Transactions).run(async (tx) => {
    await insertRows(tx, NumberSeries, [{ id: seriesId, unitCode: 'UJI', year: 2026, nextSerial: plans.length + 1 }]);
    await insertRows(
      tx,
      Registration,
      made.map((row) => row.registration),
    );
    await insertRows(
      tx,
      Certificate,
      made.map((row) => row.certificate),
    );
    await insertRows(
      tx,
      TrainingRecord,
      made.map((row) => row.record),
    );
  });
  return { units, employees, records: made.map((row) => row.record) };
}

function rowsOf(
  plan: RecordPlan,
  index: number,
  eventId: string,
  seriesId: string,
  employees: Employee[],
  units: Unit[],
) {
  const now = new Date('2026-11-01T00:00:00Z');
  const employee = plan.employee === null ? undefined : employees[plan.employee];
  const day = `${plan.year}-${String(plan.month).padStart(2, '0')}-08`;
  const unit = units[index % units.length];
  const name = employee?.name ?? `Orang Luar ${index}`;
  const person = {
    kind: employee ? ('pns' as const) : ('non_asn' as const),
    nip: employee?.nip ?? null,
    nrp: null,
    nameKey: name.toLowerCase(),
    unitId: unit?.id ?? null,
    unitText: unit?.name ?? '',
    position: 'Staf',
    rank: '',
  };
  const registration: Registration = {
    ...person,
    id: newId(),
    eventId,
    personKey: `uji:${index}`,
    liveKey: null,
    submissionNonce: randomUUID(),
    ticketCode: `U${String(index).padStart(7, '0')}`,
    frontTitle: '',
    name,
    backTitle: '',
    phone: '+628120000000',
    email: 'uji@uji.example',
    locale: 'id',
    status: 'confirmed',
    arrivalNo: index,
    priority: 0,
    holdUntil: null,
    provedAt: null,
    warnings: [],
    source: 'seed',
    epoch: 0,
    resentAt: null,
    letterRemindedAt: null,
    importBatchId: null,
    delegationId: null,
    confirmedAt: now,
    endedAt: null,
    endReason: null,
    createdAt: now,
    mailStanding: null,
    arrivedAt: null,
  };
  const certificate: Certificate = {
    ...person,
    id: newId(),
    eventId,
    subjectKey: `participant:${registration.id}`,
    registrationId: registration.id,
    role: 'participant',
    seriesId,
    serial: index + 1,
    number: `800.2.4/${String(index + 1).padStart(4, '0')}/UJI/VI/${plan.year}`,
    code: humanCode(10),
    state: plan.state === 'revoked' ? 'revoked' : 'issued',
    printedName: name,
    title: `Bimbingan Teknis ${index % 7}`,
    issuer: 'Pemerintah Kota Bitung',
    startedOn: day,
    endedOn: day,
    jp: plan.jp,
    attendedJp: plan.jp,
    datedOn: day,
    reservedAt: now,
    issuedAt: now,
    revokedAt: null,
    revokeReason: null,
    failure: null,
  };
  const record: TrainingRecord = {
    id: newId(),
    certificateId: certificate.id,
    eventId,
    nip: person.nip,
    employeeId: plan.state === 'to_check' ? null : (employee?.id ?? null),
    kind: person.kind,
    personName: name,
    nameKey: person.nameKey,
    unitId: person.unitId,
    unitText: person.unitText,
    position: person.position,
    title: certificate.title,
    organiser: certificate.issuer,
    number: certificate.number,
    jp: plan.jp,
    year: plan.year,
    startedOn: day,
    endedOn: day,
    jenisDiklatId: '8',
    state: plan.state,
    createdAt: now,
  };
  return { registration, certificate, record };
}
