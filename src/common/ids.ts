import { v7 } from 'uuid';

/** A new row's id: UUIDv7, made before the INSERT, so that many rows need no read-back. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a path parameter can be an id at all; others answer 404 without a query. */
export const isId = (text: string): boolean => UUID.test(text);
