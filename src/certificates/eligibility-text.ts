import { errorText, type Locale } from '../common/index.js';
import type { Eligibility, EligibilityFacts, EligibilityRule, IneligibleReason } from './eligibility.js';

/** These two may still change while the event runs. */
export const openReasons: readonly IneligibleReason[] = ['ABSENT', 'BELOW_SHARE'];

/**
 * Why somebody gets no certificate, as a sentence with the figures; null for those who do.
 * @param soFar the event has not ended
 */
export function reasonText(
  { reason, sharePercent }: Eligibility,
  { attendedJp }: EligibilityFacts,
  { jp, minSharePercent }: EligibilityRule,
  soFar: boolean,
  locale: Locale,
): string | null {
  if (!reason) return null;
  const params = { attended: attendedJp, jp, share: sharePercent, required: minSharePercent };
  const code = soFar && openReasons.includes(reason) ? `${reason}_SO_FAR` : reason;
  return errorText(`INELIGIBLE_${code}`, params, locale);
}
