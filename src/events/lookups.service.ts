import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, cleanName, Clock, type FieldError, newId, validationFailed } from '../common/index.js';
import { AlreadyExists, Database, Transactions, uniqueGuard } from '../database/index.js';
import type {
  ConsentTextInput,
  OrganisationInput,
  ProgrammeInput,
  SignatoryInput,
  SpeakerInput,
  VenueInput,
} from './dto/lookups.input.js';
import { ofLookup } from './events.audit.js';
import { LookupsRepository, type VenueWithRooms } from './lookups.repository.js';
import { type ConsentText, type Organisation, organisationId, type Signatory } from './organisation.entity.js';
import { readPerson } from './printed-people.js';
import type { Programme } from './programme.entity.js';
import type { Speaker } from './session.entity.js';
import { slugOf } from './slug.js';

type Settings = Omit<Organisation, 'id'>;

/** The organisation's settings, and the lists an organiser picks from. */
@Injectable()
export class Lookups {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly lookups: LookupsRepository,
    private readonly audit: Audit,
  ) {}

  organisation(): Promise<Settings> {
    return this.database.read(async (m) => {
      const { id, ...settings } = await this.lookups.organisation(m);
      return settings;
    });
  }

  async setOrganisation(actor: Actor, input: OrganisationInput): Promise<Settings> {
    const fields = {
      ...input,
      phone: input.phone ?? null,
      website: input.website ?? null,
      email: input.email ?? null,
    };
    await this.transactions.run(async (tx) => {
      await this.lookups.updateOrganisation(tx, fields);
      await this.audit.append(tx, ofLookup(actor, 'events.organisation_edited', 'organisation', organisationId));
    });
    return fields;
  }

  consentTexts(): Promise<ConsentText[]> {
    return this.database.read((m) => this.lookups.consentTexts(m));
  }

  /** A new wording is a new version: consents given to the old one keep their text. */
  addConsentText(actor: Actor, input: ConsentTextInput): Promise<ConsentText> {
    return this.transactions.run(async (tx) => {
      await this.lookups.holdOrganisation(tx);
      const newest = (await this.lookups.consentTexts(tx)).find(({ purpose }) => purpose === input.purpose);
      const row = { ...input, id: newId(), version: (newest?.version ?? 0) + 1, createdAt: this.clock.now() };
      await this.lookups.insertConsentText(tx, row);
      await this.audit.append(tx, ofLookup(actor, 'events.consent_text_added', 'consent_text', row.id));
      return row;
    });
  }

  signatories(): Promise<Signatory[]> {
    return this.database.read((m) => this.lookups.signatories(m));
  }

  async addSignatory(actor: Actor, input: SignatoryInput): Promise<Signatory> {
    const faults: FieldError[] = [];
    const person = readPerson(input, '', faults);
    const onBehalfOf = input.onBehalfOf || null;
    if (input.officePrefix === 'a.n.' && !onBehalfOf) {
      faults.push({ field: 'onBehalfOf', code: 'SIGNATORY_ON_BEHALF' });
    }
    if (faults.length) throw validationFailed(faults);
    const row = { ...person, id: newId(), officePrefix: input.officePrefix, onBehalfOf };
    await this.transactions.run(async (tx) => {
      await this.lookups.insertSignatory(tx, row);
      await this.audit.append(tx, ofLookup(actor, 'events.signatory_added', 'signatory', row.id));
    });
    return row;
  }

  programmes(): Promise<Programme[]> {
    return this.database.read((m) => this.lookups.programmes(m));
  }

  async addProgramme(actor: Actor, { name, stages }: ProgrammeInput): Promise<Programme> {
    const row = { id: newId(), slug: slugOf(name), name, stages };
    await this.transactions.run(async (tx) => {
      try {
        await uniqueGuard(() => this.lookups.insertProgramme(tx, row));
      } catch (error) {
        if (error instanceof AlreadyExists) throw validationFailed([{ field: 'name', code: 'PROGRAMME_THERE' }]);
        throw error;
      }
      await this.audit.append(tx, ofLookup(actor, 'events.programme_added', 'programme', row.id));
    });
    return row;
  }

  venues(): Promise<VenueWithRooms[]> {
    return this.database.read((m) => this.lookups.venues(m));
  }

  async addVenue(actor: Actor, { name, address, latitude, longitude, rooms }: VenueInput): Promise<VenueWithRooms> {
    const venue = { id: newId(), name, address, latitude: latitude ?? null, longitude: longitude ?? null };
    const rows = (rooms ?? []).map((room) => ({
      id: newId(),
      venueId: venue.id,
      name: room.name,
      seats: room.seats ?? null,
    }));
    await this.transactions.run(async (tx) => {
      await this.lookups.insertVenue(tx, venue, rows);
      await this.audit.append(tx, ofLookup(actor, 'events.venue_added', 'venue', venue.id));
    });
    return { ...venue, rooms: rows };
  }

  speakers(): Promise<Speaker[]> {
    return this.database.read((m) => this.lookups.speakers(m));
  }

  async addSpeaker(actor: Actor, { frontTitle, name, backTitle, affiliation }: SpeakerInput): Promise<Speaker> {
    const row = {
      id: newId(),
      frontTitle: cleanName(frontTitle ?? ''),
      name: cleanName(name),
      backTitle: cleanName(backTitle ?? ''),
      affiliation,
    };
    await this.transactions.run(async (tx) => {
      await this.lookups.insertSpeaker(tx, row);
      await this.audit.append(tx, ofLookup(actor, 'events.speaker_added', 'speaker', row.id));
    });
    return row;
  }
}
