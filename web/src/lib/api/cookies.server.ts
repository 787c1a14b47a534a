import type { Cookies } from '@sveltejs/kit';

const sameSites = ['strict', 'lax', 'none'] as const;

/** An answer of the API to a form action reaches the browser only through SvelteKit's own cookies. */
export function copyCookies(answer: Response, cookies: Cookies): void {
  for (const header of answer.headers.getSetCookie()) {
    const [pair = '', ...parts] = header.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const attributes = new Map(
      parts.map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=');
        return [name.toLowerCase(), value];
      }),
    );
    const maxAge = attributes.get('max-age');
    const expires = attributes.get('expires');
    cookies.set(pair.slice(0, equals), pair.slice(equals + 1), {
      path: attributes.get('path') ?? '/',
      httpOnly: attributes.has('httponly'),
      secure: attributes.has('secure'),
      sameSite: sameSites.find((name) => name === attributes.get('samesite')?.toLowerCase()) ?? 'lax',
      ...(maxAge !== undefined && { maxAge: Number(maxAge) }),
      ...(expires !== undefined && { expires: new Date(expires) }),
      encode: (value: string) => value,
    });
  }
}
