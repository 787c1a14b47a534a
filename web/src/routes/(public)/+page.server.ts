import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (event) => ({ events: must(await api(event).GET('/api/public/events')) });
