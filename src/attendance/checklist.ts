export const checklistKinds = [
  'published',
  'gates_ready',
  'registration_closed',
  'first_arrival',
  'commitment_signed',
  'event_over',
  'certificates_issued',
] as const;
export type ChecklistKind = (typeof checklistKinds)[number];

export interface ChecklistItem {
  kind: ChecklistKind;
  done: boolean;
  /** When it was done, or when it is due. */
  at: Date | null;
}

export interface ChecklistFacts {
  now: Date;
  publishedAt: Date | null;
  registrationClosesAt: Date;
  startsAt: Date | null;
  endsAt: Date | null;
  gates: number;
  firstArrivalAt: Date | null;
  /** Null when the event has none. */
  commitment: { signedOn: Date | null; plannedAt: Date | null } | null;
  certificates: { issuedAt: Date | null; dueAt: Date | null };
}

/** The way of the event from publication to the certificates, in its order, read off what is recorded. */
export function checklistOf(facts: ChecklistFacts): ChecklistItem[] {
  const { now, commitment, certificates } = facts;
  const reached = (at: Date | null) => at !== null && at <= now;
  const item = (kind: ChecklistKind, done: boolean, at: Date | null): ChecklistItem => ({ kind, done, at });
  const items = [
    item('published', facts.publishedAt !== null, facts.publishedAt),
    item('registration_closed', reached(facts.registrationClosesAt), facts.registrationClosesAt),
    item('gates_ready', facts.gates > 0, null),
    item('first_arrival', facts.firstArrivalAt !== null, facts.firstArrivalAt ?? facts.startsAt),
  ];
  if (commitment) {
    const { signedOn, plannedAt } = commitment;
    items.push(item('commitment_signed', signedOn !== null, signedOn ?? plannedAt));
  }
  items.push(item('event_over', reached(facts.endsAt), facts.endsAt));
  items.push(item('certificates_issued', certificates.issuedAt !== null, certificates.issuedAt ?? certificates.dueAt));
  return items;
}
