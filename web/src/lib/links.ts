import { localizeHref } from '$lib/paraglide/runtime';

/** Every link inside the application keeps the language of the page. */
export const href = (path: string) => localizeHref(path);
