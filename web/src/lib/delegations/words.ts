import { m } from '$lib/paraglide/messages';
import type { DeskField } from './rows';

const labels: Record<DeskField, () => string> = {
  nip: () => 'NIP',
  name: m.public_name,
  position: m.public_position,
  rank: m.desk_rank,
  phone: m.public_phone,
  email: m.public_email,
  frontTitle: m.public_front_title,
  backTitle: m.public_back_title,
  unit: m.desk_unit,
  kind: m.desk_kind,
};

export const fieldLabel = (field: DeskField) => labels[field]();
