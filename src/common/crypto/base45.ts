import base45 from 'base45';

const SIGNS = /^[0-9A-Z $%*+\-./:]*$/;

export const encodeBase45 = (bytes: Uint8Array): string => base45.encode(bytes);

/** The package decodes foreign signs and overflowing groups without a word, hence the round trip. */
export function decodeBase45(text: string): Buffer | null {
  if (!SIGNS.test(text) || text.length % 3 === 1) return null;
  const bytes = base45.decode(text);
  return base45.encode(bytes) === text ? bytes : null;
}
