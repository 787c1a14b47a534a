export const sessionKinds = ['registration', 'opening', 'topic', 'discussion', 'break', 'signing', 'closing'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** One JP (jam pelajaran) is 45 minutes of teaching; ceremonies, breaks and meals are not teaching. */
export const minutesPerHour = 45;
const teaching: readonly SessionKind[] = ['topic', 'discussion'];

export function computedHours(kind: SessionKind, startsAt: Date, endsAt: Date): number {
  if (!teaching.includes(kind)) return 0;
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  return Math.max(0, Math.floor(minutes / minutesPerHour));
}

export interface HoursRequest {
  computed: number;
  /** What the organiser typed; null asks for the rule, undefined for what stood before, or the rule for a new session. */
  requested?: number | null;
  reason?: string | null;
  /** The session as it stands; null for a new one. */
  before: { jp: number; jpReason: string | null } | null;
  /** The hours of a published event are frozen: a change of them needs its reason, also when the times moved. */
  frozen: boolean;
}

export type HoursDecision = { ok: true; jp: number; jpReason: string | null } | { ok: false };

/** Hours of a session after an edit. Not ok: they differ from what the rule or the publication says, and no reason is given. */
export function decideHours({ computed, requested: typed, reason, before, frozen }: HoursRequest): HoursDecision {
  const requested = typed === null ? computed : typed;
  const given = reason?.trim() || null;
  if (frozen) {
    const jp = requested ?? before?.jp ?? computed;
    if (jp === (before?.jp ?? 0)) return { ok: true, jp, jpReason: given ?? before?.jpReason ?? null };
    return given ? { ok: true, jp, jpReason: given } : { ok: false };
  }
  const kept = before?.jpReason ? before : null;
  const jp = requested ?? kept?.jp ?? computed;
  if (jp === computed) return { ok: true, jp, jpReason: null };
  const jpReason = given ?? (jp === kept?.jp ? kept.jpReason : null);
  return jpReason ? { ok: true, jp, jpReason } : { ok: false };
}
