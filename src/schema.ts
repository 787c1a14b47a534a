import { attendanceEntities } from './attendance/index.js';
import { AuditEntry } from './audit/index.js';
import { certificatesEntities } from './certificates/index.js';
import type { Schema } from './database/index.js';
import { Audit1700000000100 } from './database/migrations/100-audit.js';
import { JobsMailFiles1700000000200 } from './database/migrations/200-jobs-mail-files.js';
import { Bounces1700000000210 } from './database/migrations/210-bounces.js';
import { Identity1700000000300 } from './database/migrations/300-identity.js';
import { KeyWithdrawal1700000000310 } from './database/migrations/310-key-withdrawal.js';
import { Directory1700000000400 } from './database/migrations/400-directory.js';
import { Employment1700000000410 } from './database/migrations/410-employment.js';
import { Imports1700000000420 } from './database/migrations/420-imports.js';
import { Events1700000000500 } from './database/migrations/500-events.js';
import { EventsDefaults1700000000510 } from './database/migrations/510-events-defaults.js';
import { SeatRules1700000000520 } from './database/migrations/520-seat-rules.js';
import { Registration1700000000600 } from './database/migrations/600-registration.js';
import { WaitingCount1700000000610 } from './database/migrations/610-waiting-count.js';
import { Standing1700000000620 } from './database/migrations/620-standing.js';
import { QuestionsLetters1700000000630 } from './database/migrations/630-questions-letters.js';
import { RegistrationList1700000000640 } from './database/migrations/640-registration-list.js';
import { ListHelpers1700000000645 } from './database/migrations/645-list-helpers.js';
import { SharedViews1700000000647 } from './database/migrations/647-shared-views.js';
import { RegistrationImport1700000000650 } from './database/migrations/650-registration-import.js';
import { Delegations1700000000660 } from './database/migrations/660-delegations.js';
import { StatusOrder1700000000665 } from './database/migrations/665-status-order.js';
import { Attendance1700000000700 } from './database/migrations/700-attendance.js';
import { DoorTimes1700000000710 } from './database/migrations/710-door-times.js';
import { Roster1700000000715 } from './database/migrations/715-roster.js';
import { Devices1700000000730 } from './database/migrations/730-devices.js';
import { Corrections1700000000740 } from './database/migrations/740-corrections.js';
import { WrongClocks1700000000750 } from './database/migrations/750-wrong-clocks.js';
import { ScannedEmployees1700000000760 } from './database/migrations/760-scanned-employees.js';
import { Certificates1700000000800 } from './database/migrations/800-certificates.js';
import { TrainingRecords1700000000900 } from './database/migrations/900-training-records.js';
import { directoryEntities } from './directory/index.js';
import { eventsEntities } from './events/index.js';
import { filesEntities } from './files/index.js';
import { identityEntities } from './identity/index.js';
import { importsEntities } from './imports/index.js';
import { jobsEntities } from './jobs/index.js';
import { mailEntities } from './mail/index.js';
import { registrationEntities } from './registration/index.js';
import { trainingRecordsEntities } from './training-records/index.js';

/** Every table of the application, and how it came to be; in the order of the capabilities. */
export const schema: Schema = {
  entities: [
    AuditEntry,
    ...jobsEntities,
    ...mailEntities,
    ...filesEntities,
    ...identityEntities,
    ...importsEntities,
    ...directoryEntities,
    ...eventsEntities,
    ...registrationEntities,
    ...attendanceEntities,
    ...certificatesEntities,
    ...trainingRecordsEntities,
  ],
  migrations: [
    Audit1700000000100,
    JobsMailFiles1700000000200,
    Bounces1700000000210,
    Identity1700000000300,
    KeyWithdrawal1700000000310,
    Directory1700000000400,
    Employment1700000000410,
    Imports1700000000420,
    Events1700000000500,
    EventsDefaults1700000000510,
    SeatRules1700000000520,
    Registration1700000000600,
    WaitingCount1700000000610,
    Standing1700000000620,
    QuestionsLetters1700000000630,
    RegistrationList1700000000640,
    ListHelpers1700000000645,
    SharedViews1700000000647,
    RegistrationImport1700000000650,
    Delegations1700000000660,
    StatusOrder1700000000665,
    Attendance1700000000700,
    DoorTimes1700000000710,
    Roster1700000000715,
    Devices1700000000730,
    Corrections1700000000740,
    WrongClocks1700000000750,
    ScannedEmployees1700000000760,
    Certificates1700000000800,
    TrainingRecords1700000000900,
  ],
};
