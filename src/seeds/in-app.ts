import type { INestApplicationContext } from '@nestjs/common';
import { createApp } from '../app.setup.js';
import type { SetClock } from '../common/index.js';
import type { Config } from '../config/index.js';
import { Database } from '../database/index.js';

/** Does the work in an application of its own, which is closed whatever becomes of it. */
export async function inApp<T>(
  config: Config,
  clock: SetClock,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const app = await createApp(config, { clock });
  try {
    await app.init();
    await app.get(Database).connect();
    return await work(app);
  } finally {
    await app.close();
  }
}
