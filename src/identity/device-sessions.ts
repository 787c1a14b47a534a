import { Injectable } from '@nestjs/common';
import type { DoorDevice } from '../common/access/index.js';

type Source = (secret: string) => Promise<DoorDevice | undefined>;

/**
 * Whose phone a cookie belongs to. Phones are paired for events, which stand after accounts, so the attendance capability
 * gives its answer in here when it starts.
 */
@Injectable()
export class DeviceSessions {
  private source: Source = () => Promise.resolve(undefined);

  useSource(source: Source): void {
    this.source = source;
  }

  resolve(secret: string): Promise<DoorDevice | undefined> {
    return this.source(secret);
  }
}
