import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { ConsentText, Organisation, organisationId, Signatory } from './organisation.entity.js';
import { Programme } from './programme.entity.js';
import { Speaker } from './session.entity.js';
import { Room, Venue } from './venue.entity.js';

export type VenueWithRooms = Venue & { rooms: Omit<Room, 'venue'>[] };

/** What all events share: the organisation's settings, and the lists an organiser picks from. */
@Injectable()
export class LookupsRepository {
  organisation(m: Reader): Promise<Organisation> {
    return m.findOneByOrFail(Organisation, { id: organisationId });
  }

  async updateOrganisation(tx: Tx, fields: Omit<Organisation, 'id'>): Promise<void> {
    await tx.update(Organisation, { id: organisationId }, fields);
  }

  /** The newest version of each consent text. */
  async consentTexts(m: Reader): Promise<ConsentText[]> {
    const all = await m.find(ConsentText, { order: { purpose: 'ASC', version: 'DESC' } });
    return all.filter((text, index) => text.purpose !== all[index - 1]?.purpose);
  }

  /** Locks the settings until the transaction ends, so that two who reword a text write two versions. */
  async holdOrganisation(tx: Tx): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(Organisation)
      .set({ name: () => 'name' })
      .where({ id: organisationId })
      .execute();
  }

  async insertConsentText(tx: Tx, row: ConsentText): Promise<void> {
    await tx.createQueryBuilder().insert().into(ConsentText).values(row).updateEntity(false).execute();
  }

  signatories(m: Reader): Promise<Signatory[]> {
    return m.find(Signatory, { order: { office: 'ASC', id: 'ASC' } });
  }

  signatory(m: Reader, id: string): Promise<Signatory | null> {
    return m.findOneBy(Signatory, { id });
  }

  async insertSignatory(tx: Tx, row: Signatory): Promise<void> {
    await tx.createQueryBuilder().insert().into(Signatory).values(row).updateEntity(false).execute();
  }

  programmes(m: Reader): Promise<Programme[]> {
    return m.find(Programme, { order: { name: 'ASC', id: 'ASC' } });
  }

  programme(m: Reader, id: string): Promise<Programme | null> {
    return m.findOneBy(Programme, { id });
  }

  async insertProgramme(tx: Tx, row: Programme): Promise<void> {
    await tx.createQueryBuilder().insert().into(Programme).values(row).updateEntity(false).execute();
  }

  async venues(m: Reader): Promise<VenueWithRooms[]> {
    const venues = await m.find(Venue, { order: { name: 'ASC', id: 'ASC' } });
    const rooms = await m.find(Room, { order: { name: 'ASC', id: 'ASC' } });
    return venues.map((venue) => ({ ...venue, rooms: rooms.filter((room) => room.venueId === venue.id) }));
  }

  venue(m: Reader, id: string): Promise<Venue | null> {
    return m.findOneBy(Venue, { id });
  }

  rooms(m: Reader, venueId: string): Promise<Room[]> {
    return m.find(Room, { where: { venueId }, order: { name: 'ASC', id: 'ASC' } });
  }

  async insertVenue(tx: Tx, venue: Venue, rooms: Omit<Room, 'venue'>[]): Promise<void> {
    await tx.createQueryBuilder().insert().into(Venue).values(venue).updateEntity(false).execute();
    await this.insertRooms(tx, rooms);
  }

  async insertRooms(tx: Tx, rooms: Omit<Room, 'venue'>[]): Promise<void> {
    if (!rooms.length) return;
    await tx.createQueryBuilder().insert().into(Room).values(rooms).updateEntity(false).execute();
  }

  /** Locks the rows until the transaction ends (SQLite has one writer), so that who looks whether a room is free is alone. */
  async holdRooms(tx: Tx, ids: string[]): Promise<void> {
    if (!ids.length) return;
    await tx
      .createQueryBuilder()
      .update(Room)
      .set({ name: () => 'name' })
      .where({ id: In(ids) })
      .execute();
  }

  speakers(m: Reader): Promise<Speaker[]> {
    return m.find(Speaker, { order: { name: 'ASC', id: 'ASC' } });
  }

  speakersById(m: Reader, ids: string[]): Promise<Speaker[]> {
    return ids.length ? m.findBy(Speaker, { id: In(ids) }) : Promise.resolve([]);
  }

  async insertSpeaker(tx: Tx, row: Speaker): Promise<void> {
    await tx.createQueryBuilder().insert().into(Speaker).values(row).updateEntity(false).execute();
  }
}
