import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/*
 * Portable columns: each states its database type, so that SQLite and MySQL/MariaDB get the same table from one entity
 * and `schema:log` stays empty on both. `char` is refused by TypeORM on SQLite; `datetime` needs its precision on both.
 */
type Extra = Pick<ColumnOptions, 'nullable' | 'name' | 'default'>;

export const Id = (name = 'id') => PrimaryColumn({ name, type: 'varchar', length: 36 });
export const Ref = (name: string, extra: Extra = {}) => Column({ name, type: 'varchar', length: 36, ...extra });
export const Text = (name: string, length: number, extra: Extra = {}) =>
  Column({ name, type: 'varchar', length, ...extra });
export const LongText = (name: string, extra: Extra = {}) => Column({ name, type: 'text', ...extra });
export const Json = (name: string, extra: Extra = {}) => Column({ name, type: 'simple-json', ...extra });
export const Int = (name: string, extra: Extra = {}) => Column({ name, type: 'int', ...extra });
export const Decimal = (name: string, extra: Extra = {}) => Column({ name, type: 'double', ...extra });
export const Bool = (name: string, extra: Extra = {}) => Column({ name, type: 'boolean', ...extra });
/** A moment, UTC, to the millisecond. */
export const Time = (name: string, extra: Extra = {}) => Column({ name, type: 'datetime', precision: 3, ...extra });
/** A calendar day 'YYYY-MM-DD' without a zone: the engines' own date types come back as a moment in some zone. */
export const Day = (name: string, extra: Extra = {}) => Column({ name, type: 'varchar', length: 10, ...extra });
