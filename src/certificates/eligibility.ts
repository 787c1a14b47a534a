/** What the rule looks at; nothing else decides who gets a certificate. */
export interface EligibilityFacts {
  status: string;
  /** At least one accepted scan, or a presence entered by hand. */
  present: boolean;
  attendedJp: number;
}

export interface EligibilityRule {
  /** Training hours of the event. */
  jp: number;
  minSharePercent: number;
}

export const ineligibleReasons = ['CANCELLED', 'NOT_CONFIRMED', 'NO_HOURS', 'ABSENT', 'BELOW_SHARE'] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

export interface Eligibility {
  eligible: boolean;
  reason: IneligibleReason | null;
  /** Rounded down, so that nobody reads 80 % who stands below it. */
  sharePercent: number;
}

/**
 * Share = JP attended ÷ JP of the event, at least the event's minimum. A late arrival costs the sessions it missed, which
 * attendance has counted already. Compared in whole numbers: 4 of 5 is 80 %, not 79.99.
 */
export function eligibility(facts: EligibilityFacts, rule: EligibilityRule): Eligibility {
  const sharePercent = rule.jp > 0 ? Math.floor((facts.attendedJp * 100) / rule.jp) : 0;
  const refused = (reason: IneligibleReason): Eligibility => ({ eligible: false, reason, sharePercent });
  if (facts.status === 'cancelled' || facts.status === 'declined') return refused('CANCELLED');
  if (facts.status !== 'confirmed') return refused('NOT_CONFIRMED');
  if (rule.jp <= 0) return refused('NO_HOURS');
  if (!facts.present) return refused('ABSENT');
  if (facts.attendedJp * 100 < rule.minSharePercent * rule.jp) return refused('BELOW_SHARE');
  return { eligible: true, reason: null, sharePercent };
}
