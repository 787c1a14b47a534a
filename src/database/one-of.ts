import { In, Raw } from 'typeorm';

let named = 0;

/**
 * As `In`, where there may be hundreds of values: TypeORM names, looks up and copies each value of `In`, which costs more
 * than the query itself; of a list it does so once.
 */
export function oneOf(values: readonly string[]) {
  if (values.length === 0) return In<string>([]);
  // Two of them may stand in one query.
  const name = `oneOf${(named += 1)}`;
  return Raw<string>((column) => `${column} IN (:...${name})`, { [name]: values });
}
