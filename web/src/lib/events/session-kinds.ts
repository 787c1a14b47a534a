import type { EventSession } from '$lib/console/event-page';
import { m } from '$lib/paraglide/messages';

type SessionKind = EventSession['kind'];

const names: Record<SessionKind, () => string> = {
  registration: m.console_kind_registration,
  opening: m.console_opening,
  topic: m.console_kind_topic,
  discussion: m.console_kind_discussion,
  break: m.console_kind_break,
  signing: m.console_kind_signing,
  closing: m.console_kind_closing,
};
export const sessionKinds = Object.keys(names) as SessionKind[];
export const sessionKindName = (kind: SessionKind) => names[kind]();
