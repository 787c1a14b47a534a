import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DocumentsModule } from '../documents/index.js';
import { IdentityModule } from '../identity/index.js';
import { AgendaRepository } from './agenda.repository.js';
import { Agenda } from './agenda.service.js';
import { EventDrafts } from './event-drafts.service.js';
import { EventListeners } from './event-listeners.js';
import { EventPartsController } from './event-parts.controller.js';
import { EventReferences } from './event-references.js';
import { EventViews } from './event-views.service.js';
import { EventsController } from './events.controller.js';
import { EventsRepository } from './events.repository.js';
import { Events } from './events.service.js';
import { LookupsController } from './lookups.controller.js';
import { LookupsRepository } from './lookups.repository.js';
import { Lookups } from './lookups.service.js';
import { PapersRepository } from './papers.repository.js';
import { Papers } from './papers.service.js';
import { PoolsRepository } from './pools.repository.js';
import { Pools } from './pools.service.js';
import { PublicEventsController } from './public-events.controller.js';
import { PublicEvents } from './public-events.service.js';
import { Publications } from './publication.service.js';

@Module({
  imports: [AuditModule, IdentityModule, DirectoryModule, DocumentsModule],
  controllers: [PublicEventsController, EventsController, EventPartsController, LookupsController],
  providers: [
    Events,
    EventsRepository,
    AgendaRepository,
    PoolsRepository,
    PapersRepository,
    LookupsRepository,
    EventListeners,
    EventReferences,
    Agenda,
    Pools,
    EventDrafts,
    Papers,
    Publications,
    Lookups,
    EventViews,
    PublicEvents,
  ],
  exports: [Events, EventDrafts, Papers, Publications, Lookups, PublicEvents],
})
export class EventsModule {}
