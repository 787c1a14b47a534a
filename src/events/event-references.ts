import { Injectable } from '@nestjs/common';
import type { FieldError } from '../common/index.js';
import type { Reader } from '../database/index.js';
import { Directory } from '../directory/index.js';
import type { Event } from './event.entity.js';
import { LookupsRepository } from './lookups.repository.js';

export type References = Pick<
  Event,
  'programmeId' | 'stage' | 'venueId' | 'roomId' | 'organiserUnitId' | 'certificateSignatoryId'
>;

/** Whether what an event names exists, asked before the foreign key would refuse it without a field. */
@Injectable()
export class EventReferences {
  constructor(
    private readonly lookups: LookupsRepository,
    private readonly directory: Directory,
  ) {}

  async faults(m: Reader, event: References): Promise<FieldError[]> {
    return [
      ...(await this.programme(m, event)),
      ...(await this.place(m, event)),
      ...(await this.unit(m, event.organiserUnitId, 'organiserUnitId')),
      ...(await this.signatory(m, event)),
    ];
  }

  async unit(m: Reader, unitId: string | null, field: string): Promise<FieldError[]> {
    return unitId && !(await this.directory.unit(unitId, m)) ? [{ field, code: 'UNIT_UNKNOWN' }] : [];
  }

  private async programme(m: Reader, { programmeId, stage }: References): Promise<FieldError[]> {
    if (!programmeId) return stage === null ? [] : [{ field: 'stage', code: 'PROGRAMME_STAGE_WITHOUT' }];
    const programme = await this.lookups.programme(m, programmeId);
    if (!programme) return [{ field: 'programmeId', code: 'PROGRAMME_UNKNOWN' }];
    const { stages } = programme;
    return stage !== null && stage > stages ? [{ field: 'stage', code: 'PROGRAMME_STAGE', params: { stages } }] : [];
  }

  private async place(m: Reader, { venueId, roomId }: References): Promise<FieldError[]> {
    if (!(await this.lookups.venue(m, venueId))) return [{ field: 'venueId', code: 'VENUE_UNKNOWN' }];
    if (roomId === null) return [];
    const rooms = await this.lookups.rooms(m, venueId);
    return rooms.some((room) => room.id === roomId) ? [] : [{ field: 'roomId', code: 'ROOM_UNKNOWN' }];
  }

  private async signatory(m: Reader, { certificateSignatoryId: id }: References): Promise<FieldError[]> {
    if (id === null || (await this.lookups.signatory(m, id))) return [];
    return [{ field: 'certificateSignatoryId', code: 'SIGNATORY_UNKNOWN' }];
  }
}
