import { Injectable } from '@nestjs/common';

type Source = (eventIds: string[]) => Promise<Map<string, string>>;

/**
 * Titles of the events that roles are held for. Accounts stand before events and cannot ask them, so the events
 * capability gives its answer in here when it starts.
 */
@Injectable()
export class EventTitles {
  private source: Source = () => Promise.resolve(new Map<string, string>());

  useSource(source: Source): void {
    this.source = source;
  }

  /** Only of events that exist. */
  async of(eventIds: (string | null)[]): Promise<Map<string, string>> {
    const ids = [...new Set(eventIds.filter((id) => id !== null))];
    return ids.length === 0 ? new Map() : this.source(ids);
  }
}
