import { createHash } from 'node:crypto';

/** Short, and another one with whatever of these values is another: what a form was filled from is known again by it. */
export const versionOf = (values: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16);
