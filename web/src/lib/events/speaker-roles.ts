import type { EventSession } from '$lib/console/event-page';
import { m } from '$lib/paraglide/messages';

export type SpeakerRole = EventSession['speakers'][number]['role'];

const names: Record<SpeakerRole, () => string> = {
  speaker: m.console_role_speaker,
  moderator: m.console_role_moderator,
};

export const speakerRoleName = (role: SpeakerRole) => names[role]();
export const speakerRoles = () =>
  (Object.keys(names) as SpeakerRole[]).map((value) => ({ value, label: names[value]() }));
