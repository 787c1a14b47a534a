import type { Sent } from '$lib/api/types';

type Pools = Sent<'/api/events/{eventId}/pools', 'put'>;
type Pool = NonNullable<Pools['inner']>[number];
type Member = Sent<'/api/events/{eventId}/committee', 'put'>['members'][number];

/** What is no number goes on as it is: the API names the fault at the field. */
export const numeric = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : (text as unknown as number));

const reader = (form: FormData) => ({
  text: (name: string) => String(form.get(name) ?? '').trim(),
  all: (name: string) => form.getAll(name).map(String),
});

export function readPools(form: FormData): Pools {
  const { text, all } = reader(form);
  const inner: Pool[] = [];
  for (let index = 0; form.has(`inner.${index}.name`); index += 1) {
    const at = `inner.${index}`;
    const kinds = all(`${at}.kinds`) as NonNullable<Pool['kinds']>;
    const unitIds = all(`${at}.unitIds`);
    inner.push({
      ...(text(`${at}.id`) && { id: text(`${at}.id`) }),
      name: text(`${at}.name`),
      capacity: numeric(text(`${at}.capacity`)),
      byApproval: form.has(`${at}.byApproval`),
      kinds: kinds.length ? kinds : null,
      unitIds: unitIds.length ? unitIds : null,
    });
  }
  const release = { ids: all('release.ids'), reason: text('release.reason') };
  return {
    capacity: numeric(text('capacity')),
    byApproval: form.has('byApproval'),
    inner,
    ...(form.has('release') && { release }),
  };
}

export function readRules(form: FormData): Sent<'/api/events/{eventId}', 'patch'> {
  const { text } = reader(form);
  const hours = (name: string) => (text(name) ? numeric(text(name)) : null);
  return {
    waitingMode: text('waitingMode') as NonNullable<Sent<'/api/events/{eventId}', 'patch'>['waitingMode']>,
    offerHours: numeric(text('offerHours')),
    proofHours: hours('proofHours'),
    reminderDays: hours('reminderDays'),
  };
}

export function readMembers(form: FormData): Member[] {
  const { text } = reader(form);
  const members: Member[] = [];
  for (let index = 0; form.has(`members.${index}.name`); index += 1) {
    const at = `members.${index}`;
    members.push({
      ...(text(`${at}.id`) && { id: text(`${at}.id`) }),
      role: text(`${at}.role`) as Member['role'],
      name: text(`${at}.name`),
      office: text(`${at}.office`),
      rank: text(`${at}.rank`) || null,
      nip: text(`${at}.nip`) || null,
    });
  }
  return members;
}
