import { m } from '$lib/paraglide/messages';
import type { Kind } from './values';

const names: Record<Kind, () => string> = {
  pns: m.kind_pns,
  pppk: m.kind_pppk,
  non_asn: m.kind_non_asn,
  guest: m.kind_guest,
};
export const kindName = (kind: Kind) => names[kind]();
