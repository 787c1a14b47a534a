import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { takesPeople } from '$lib/events/registration-state';
import { href } from '$lib/links';
import { check, checkAnswers, goTo, register } from '$lib/registration/register.server';
import { isKind, newValues } from '$lib/registration/values';

export const load = async (event) => {
  const { slug } = event.params;
  const client = api(event);
  const [asked, form, units, ranks] = await Promise.all([
    client.GET('/api/public/events/{slug}', { params: { path: { slug } } }),
    client.GET('/api/public/events/{slug}/questions', { params: { path: { slug } } }),
    client.GET('/api/public/units'),
    client.GET('/api/public/ranks'),
  ]);
  const training = must(asked);
  if (event.request.method === 'GET' && !takesPeople(training)) redirect(303, href(`/kegiatan/${slug}`));
  const kind = event.url.searchParams.get('status');
  return {
    event: training,
    asked: must(form),
    units: must(units),
    ranks: must(ranks),
    start: isKind(kind) ? newValues(kind, randomUUID(), Date.now()) : null,
  };
};

export const actions = {
  awal: goTo('status'),
  status: goTo('data'),
  data: check,
  tanya: goTo('questions'),
  pertanyaan: checkAnswers,
  kirim: register,
};
