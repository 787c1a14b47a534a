import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (event) => ({
  organisation: must(await api(event).GET('/api/public/organisation')),
});
