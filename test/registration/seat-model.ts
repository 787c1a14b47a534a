import type { RegistrationStatus } from '../../src/registration/index.js';
import { ImportModel } from './import-model.js';

const HOUR = 3_600_000;

export interface Rules {
  waitingMode: 'promote' | 'offer';
  byApproval: boolean;
  proofHours: number | null;
}

/** What a person is, of that which a list may correct. */
export interface Words {
  position: string;
  unit: string;
}

export interface Person {
  /** Of his latest row. */
  id: string;
  pools: ('event' | 'inner')[];
  status: RegistrationStatus;
  arrival: number;
  priority: number;
  holdUntil: number;
  proved: boolean;
  /** By the public form: nobody vouches for his address. */
  byForm: boolean;
  /** Entered by the organiser, who need not approve him. */
  vouched: boolean;
  words: Words;
  /** Decisions that the organiser may take back, the last one last. */
  decisions: { from: RegistrationStatus; to: RegistrationStatus }[];
}

interface Entry extends Pick<Person, 'byForm' | 'words'> {
  /** By the organiser: nobody needs to approve. */
  vouched?: boolean;
}

const holding: RegistrationStatus[] = ['unconfirmed', 'pending', 'confirmed', 'offered'];
const ended: RegistrationStatus[] = ['cancelled', 'declined'];

export const OFFER_HOURS = 24;

/** The seats of one event as the documentation tells them, without a database. Every act answers with a code, or with null. */
export class SeatModel {
  readonly people = new Map<number, Person>();
  readonly imports = new ImportModel(this);
  arrivals = 0;
  /** How many steps were taken: each has its audit entry. */
  steps = 0;
  now = 0;

  constructor(
    readonly rules: Rules,
    readonly capacity: { event: number; inner: number },
  ) {}

  register(n: number, id: string, { byForm, words, vouched = false }: Entry): void {
    const pools: Person['pools'] = n % 3 === 0 ? ['event', 'inner'] : ['event'];
    const narrowest = pools.at(-1);
    const behind = [...this.people.values()].some(
      (other) => other.status === 'waiting' && other.pools.at(-1) === narrowest,
    );
    const person: Person = {
      id,
      pools,
      status: 'waiting',
      arrival: ++this.arrivals,
      priority: 0,
      holdUntil: 0,
      proved: false,
      byForm,
      vouched,
      words,
      decisions: [],
    };
    const proofHours = byForm ? this.rules.proofHours : null;
    if (!behind && this.hasRoom(person)) {
      person.status = proofHours ? 'unconfirmed' : this.seatStatus(person);
      person.holdUntil = this.now + (proofHours ?? 0) * HOUR;
    }
    this.people.set(n, person);
    this.steps += 1;
  }

  cancel(n: number): string | null {
    const person = this.person(n);
    if (ended.includes(person.status)) return 'REGISTRATION_ENDED';
    this.step(person, 'cancelled');
    this.promote();
    return null;
  }

  /** Why nobody may come in his seat; null when another may. */
  swapFault(n: number, coming: number): string | null {
    const { status, pools, holdUntil } = this.person(n);
    if (ended.includes(status)) return 'REGISTRATION_ENDED';
    const overdue = status === 'unconfirmed' && holdUntil <= this.now;
    if (!['unconfirmed', 'pending', 'confirmed'].includes(status) || overdue) return 'SWAP_NEEDS_SEAT';
    if (this.isLive(coming)) return 'PERSON_REGISTERED';
    return pools.includes('inner') && coming % 3 !== 0 ? 'SWAP_OTHER_POOL' : null;
  }

  swap(n: number, coming: number, id: string, vouched: boolean, words: Words): void {
    const leaving = this.person(n);
    this.step(leaving, 'cancelled');
    this.people.set(coming, {
      ...leaving,
      id,
      status: this.seatStatus({ vouched }),
      arrival: ++this.arrivals,
      priority: 0,
      proved: false,
      byForm: false,
      vouched,
      words,
      decisions: [],
    });
    this.steps += 1;
  }

  correct(n: number, words: Words): void {
    this.person(n).words = words;
    this.steps += 1;
  }

  approve(n: number): string | null {
    const person = this.person(n);
    if (!['pending', 'unconfirmed', 'offered'].includes(person.status)) return 'REGISTRATION_NOT_PENDING';
    this.decide(person, 'confirmed');
    return null;
  }

  decline(n: number): string | null {
    const person = this.person(n);
    if (!['pending', 'unconfirmed', 'offered', 'waiting'].includes(person.status)) return 'REGISTRATION_NOT_PENDING';
    this.decide(person, 'declined');
    this.promote();
    return null;
  }

  undo(n: number): string | null {
    const person = this.person(n);
    if (!['confirmed', 'declined'].includes(person.status)) return 'NOTHING_TO_UNDO';
    const decision = person.decisions.findLast(({ to }) => to === person.status);
    if (!decision) return 'TOO_LATE_TO_UNDO';
    const to = decision.from;
    if (person.status === 'declined' && holding.includes(to) && !this.hasRoom(person)) return 'SEAT_GIVEN_ON';
    person.decisions = person.decisions.filter((each) => each !== decision);
    this.step(person, to);
    this.promote();
    return null;
  }

  accept(n: number): string | null {
    const person = this.person(n);
    if (this.lapsedOffer(person)) return 'OFFER_LAPSED';
    if (person.status === 'confirmed' || person.status === 'pending') return null;
    if (person.status !== 'offered') return ended.includes(person.status) ? 'REGISTRATION_ENDED' : 'OFFER_LAPSED';
    person.proved = true;
    this.step(person, this.seatStatus(person));
    return null;
  }

  reject(n: number, leave: boolean): string | null {
    const person = this.person(n);
    if (this.lapsedOffer(person)) return 'OFFER_LAPSED';
    if (person.status === 'confirmed' || person.status === 'pending') return 'OFFER_ANSWERED';
    if (person.status !== 'offered') return ended.includes(person.status) ? 'REGISTRATION_ENDED' : 'OFFER_LAPSED';
    if (leave) this.step(person, 'cancelled');
    else this.backInLine(person);
    this.promote();
    return null;
  }

  prove(n: number): string | null {
    this.lapse();
    const person = this.person(n);
    if (ended.includes(person.status)) return person.proved ? 'REGISTRATION_ENDED' : 'PROOF_LAPSED';
    person.proved = true;
    if (person.status === 'unconfirmed') this.step(person, this.seatStatus(person));
    return null;
  }

  prioritise(n: number, on: boolean): string | null {
    const person = this.person(n);
    if (person.status !== 'waiting') return 'REGISTRATION_NOT_WAITING';
    person.priority = Number(on);
    return null;
  }

  /** Whose seats go if the event has only so many: the last who came. */
  mustGo(seats: number): Person[] {
    const holders = this.holders('event').sort((a, b) => b.arrival - a.arrival);
    return holders.slice(0, Math.max(0, holders.length - seats));
  }

  setSeats(seats: number): void {
    for (const person of this.mustGo(seats)) this.decide(person, 'declined');
    this.capacity.event = seats;
    this.promote();
  }

  lapse(): void {
    const due = [...this.people.values()]
      .filter(({ status, holdUntil }) => (status === 'offered' || status === 'unconfirmed') && holdUntil <= this.now)
      .sort((a, b) => a.holdUntil - b.holdUntil || a.arrival - b.arrival);
    for (const person of due) {
      if (person.status === 'offered') this.backInLine(person);
      else this.step(person, 'cancelled');
    }
    if (due.length > 0) this.promote();
  }

  /** Nobody can take a decision back that the mail has told. */
  mailsGoOut(): void {
    for (const person of this.people.values()) person.decisions = [];
  }

  isLive(n: number): boolean {
    const person = this.people.get(n);
    return person !== undefined && !ended.includes(person.status);
  }

  line(): Person[] {
    return [...this.people.values()]
      .filter(({ status }) => status === 'waiting')
      .sort((a, b) => b.priority - a.priority || a.arrival - b.arrival);
  }

  private person(n: number): Person {
    const person = this.people.get(n);
    if (!person) throw new Error(`Nobody registered ${n}`);
    return person;
  }

  private promote(): void {
    for (;;) {
      const next = this.line().find((person) => this.hasRoom(person));
      if (!next) return;
      const offered =
        this.rules.waitingMode === 'offer' || (this.rules.proofHours !== null && next.byForm && !next.proved);
      this.step(next, offered ? 'offered' : this.seatStatus(next));
      if (offered) next.holdUntil = this.now + OFFER_HOURS * HOUR;
    }
  }

  private lapsedOffer(person: Person): boolean {
    const lapsed = person.status === 'offered' && person.holdUntil <= this.now;
    if (lapsed) this.lapse();
    return lapsed;
  }

  private backInLine(person: Person): void {
    person.arrival = ++this.arrivals;
    person.priority = 0;
    this.step(person, 'waiting');
  }

  private decide(person: Person, to: RegistrationStatus): void {
    person.decisions.push({ from: person.status, to });
    this.step(person, to);
  }

  private step(person: Person, to: RegistrationStatus): void {
    person.status = to;
    this.steps += 1;
  }

  private seatStatus({ vouched }: Pick<Person, 'vouched'>): RegistrationStatus {
    return this.rules.byApproval && !vouched ? 'pending' : 'confirmed';
  }

  private holders(pool: 'event' | 'inner'): Person[] {
    return [...this.people.values()].filter(({ status, pools }) => holding.includes(status) && pools.includes(pool));
  }

  private hasRoom(person: Person): boolean {
    return person.pools.every((pool) => this.holders(pool).length < this.capacity[pool]);
  }
}
