import type { HandleClientError } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages';

export const handleError: HandleClientError = ({ status }) => ({
  message: status === 404 ? m.common_not_found() : m.common_server_fault(),
});
