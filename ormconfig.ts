import { DataSource } from 'typeorm';
import { loadConfig } from '#dist/config/index.js';
import { dataSourceOptions } from '#dist/database/index.js';
import { schema } from '#dist/schema.js';

/** What the TypeORM command line reads: `npm run migration -- migration:run` (after `npm run build`). */
export default new DataSource(dataSourceOptions(loadConfig(), schema));
