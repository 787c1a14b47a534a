import { errorText, type Locale } from '../common/index.js';
import type { Eligibility, EligibilityFacts, EligibilityRule } from './eligibility.js';

/** Why somebody gets no certificate, as a sentence with the figures; null for those who do. */
export function reasonText(
  { reason, sharePercent }: Eligibility,
  { attendedJp }: EligibilityFacts,
  { jp, minSharePercent }: EligibilityRule,
  locale: Locale,
): string | null {
  if (!reason) return null;
  const params = { attended: attendedJp, jp, share: sharePercent, required: minSharePercent };
  return errorText(`INELIGIBLE_${reason}`, params, locale);
}
