import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import {
  defer,
  exhaustMap,
  filter,
  finalize,
  interval,
  map,
  merge,
  type Observable,
  ReplaySubject,
  share,
  skipWhile,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import { Clock } from '../common/index.js';
import type { Overview } from './dto/overview.dto.js';
import { OverviewService } from './overview.service.js';

const LOOK_EVERY_MS = 1_000;
const PING_EVERY_MS = 15_000;
/** EventSource comes back by itself, through the access guard: who has lost his role or session loses the stream. */
const LONGEST_MS = 5 * 60_000;
const RECONNECT_MS = 2_000;
const FAREWELL_MS = 1_000;

interface Change {
  mark: string;
  overview: Overview;
}

/** Overviews as they change. All who watch an event share one look at the database per second. */
@Injectable()
export class LiveOverview implements OnModuleDestroy {
  private readonly watched = new Map<string, Observable<Change>>();
  private readonly closing = new Subject<void>();
  private readonly answers = new Set<ServerResponse>();
  private readonly log = new Logger(LiveOverview.name);

  constructor(
    private readonly overviews: OverviewService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param lastEventId what the page has already, when it comes back.
   * @param answer what the events are written to.
   * @throws DomainError EVENT_NOT_FOUND
   */
  async follow(
    eventId: string,
    lastEventId: string | undefined,
    answer: ServerResponse,
  ): Promise<Observable<MessageEvent>> {
    await this.overviews.get(eventId);
    if (!answer.destroyed) {
      this.answers.add(answer);
      answer.once('close', () => this.answers.delete(answer));
    }
    const changes = this.changes(eventId).pipe(
      skipWhile(({ mark }) => mark === lastEventId),
      map(({ mark, overview }): MessageEvent => ({ type: 'overview', id: mark, data: overview, retry: RECONNECT_MS })),
    );
    const pings = interval(PING_EVERY_MS).pipe(
      map((): MessageEvent => ({ type: 'ping', data: this.clock.now().toISOString() })),
    );
    return merge(changes, pings).pipe(takeUntil(merge(this.closing, timer(LONGEST_MS))));
  }

  /** Ends the streams, and waits until that is written: the server breaks off what is still open when it stops. */
  async onModuleDestroy(): Promise<void> {
    this.closing.next();
    const written = [...this.answers].map((answer) => finished(answer));
    await Promise.race([Promise.allSettled(written), sleep(FAREWELL_MS, undefined, { ref: false })]);
  }

  private changes(eventId: string): Observable<Change> {
    const known = this.watched.get(eventId);
    if (known) return known;
    const changes = defer(() => this.look(eventId)).pipe(
      finalize(() => this.watched.delete(eventId)),
      share({ connector: () => new ReplaySubject<Change>(1) }),
    );
    this.watched.set(eventId, changes);
    return changes;
  }

  private look(eventId: string): Observable<Change> {
    let last: string | null = null;
    let failing = false;
    const change = async (): Promise<Change | null> => {
      try {
        const mark = await this.overviews.mark(eventId);
        failing = false;
        if (mark === last) return null;
        const overview = await this.overviews.get(eventId);
        last = mark;
        return { mark, overview };
      } catch (error) {
        // The database is away, or busy: whoever watches keeps what he sees and gets the next change.
        if (!failing) this.log.warn(`The overview of ${eventId} cannot be read: ${String(error)}`);
        failing = true;
        return null;
      }
    };
    return timer(0, LOOK_EVERY_MS).pipe(
      exhaustMap(change),
      filter((found) => found !== null),
    );
  }
}
