import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (request) => ({ events: must(await api(request).GET('/api/events')) });
