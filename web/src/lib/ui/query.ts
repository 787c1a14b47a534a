/** The address is the state of a list: same filters with some changed. A change of filter leaves the page cursor. */
export function withQuery(url: URL, changes: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(url.search);
  if (!('after' in changes)) query.delete('after');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text ? `${url.pathname}?${text}` : url.pathname;
}
