import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DocumentsModule } from '../documents/index.js';
import { EventsModule } from '../events/index.js';
import { IdentityModule } from '../identity/index.js';
import { MailModule } from '../mail/index.js';
import { RegistrationModule } from '../registration/index.js';
import { Admissions } from './admissions.service.js';
import { Attendance } from './attendance.js';
import { AttendanceRepository } from './attendance.repository.js';
import { PapersController } from './papers/papers.controller.js';
import { AttendanceListService } from './papers/attendance-list.service.js';
import { AttendanceRecapService } from './papers/attendance-recap.service.js';
import { ConflictsController } from './conflicts.controller.js';
import { Conflicts } from './conflicts.service.js';
import { DeviceAccess } from './devices/device-access.service.js';
import { DeviceEvents } from './devices/device-events.service.js';
import { DevicesController } from './devices/devices.controller.js';
import { DevicesRepository } from './devices/devices.repository.js';
import { DevicesService } from './devices/devices.service.js';
import { DoorController } from './devices/door.controller.js';
import { DoorService } from './devices/door.service.js';
import { PairingController } from './devices/pairing.controller.js';
import { GatesController } from './gates.controller.js';
import { GatesRepository } from './gates.repository.js';
import { GatesService } from './gates.service.js';
import { LiveOverview } from './live-overview.js';
import { OverviewController } from './overview.controller.js';
import { OverviewDoorRepository } from './overview-door.repository.js';
import { OverviewDoor } from './overview-door.service.js';
import { OverviewMailsRepository } from './overview-mails.repository.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';
import { OverviewTasks } from './overview-tasks.service.js';
import { PresenceBook } from './presence-book.js';
import { RosterController } from './roster/roster.controller.js';
import { RosterRepository } from './roster/roster.repository.js';
import { RosterService } from './roster/roster.service.js';
import { AttendanceSettingsService } from './presence/attendance-settings.service.js';
import { AttendedAgenda } from './presence/attended-agenda.js';
import { Corrections } from './presence/corrections.service.js';
import { DaySlots } from './presence/day-slots.js';
import { PresenceController } from './presence/presence.controller.js';
import { PresenceFactsReader } from './presence/presence-facts.js';
import { PresenceListRepository } from './presence/presence-list.repository.js';
import { PresenceListService } from './presence/presence-list.service.js';
import { PresenceRepository } from './presence/presence.repository.js';
import { PresenceRebuild } from './presence/rebuild.service.js';
import { ScanIntake } from './scan-intake.service.js';
import { ScanNewsDesk } from './scan-news.service.js';
import { ScansController } from './scans.controller.js';
import { ScansRepository } from './scans.repository.js';
import { ScansService } from './scans.service.js';
import { TicketReader } from './ticket-reader.js';
import { WalkIns } from './walk-ins.service.js';

@Module({
  imports: [DirectoryModule, DocumentsModule, EventsModule, IdentityModule, MailModule, RegistrationModule],
  controllers: [
    PresenceController,
    GatesController,
    DevicesController,
    PairingController,
    DoorController,
    ScansController,
    ConflictsController,
    RosterController,
    OverviewController,
    PapersController,
  ],
  providers: [
    Admissions,
    Attendance,
    AttendanceRepository,
    AttendanceListService,
    AttendanceRecapService,
    Conflicts,
    DeviceAccess,
    DeviceEvents,
    DevicesRepository,
    DevicesService,
    DoorService,
    GatesRepository,
    GatesService,
    LiveOverview,
    OverviewDoor,
    OverviewDoorRepository,
    OverviewMailsRepository,
    OverviewRepository,
    OverviewService,
    OverviewTasks,
    AttendanceSettingsService,
    AttendedAgenda,
    Corrections,
    DaySlots,
    PresenceBook,
    PresenceFactsReader,
    PresenceListRepository,
    PresenceListService,
    PresenceRebuild,
    PresenceRepository,
    RosterRepository,
    RosterService,
    ScanIntake,
    ScanNewsDesk,
    ScansRepository,
    ScansService,
    TicketReader,
    WalkIns,
  ],
  exports: [Attendance, ScansService, GatesService],
})
export class AttendanceModule {}
