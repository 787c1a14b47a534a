import 'reflect-metadata';
import { mountPages } from './app.pages.js';
import { createApp } from './app.setup.js';
import { ConfigError, loadConfig } from './config/index.js';
import { Database } from './database/index.js';
import { firstRunNotice } from './identity/index.js';
import { JobWorker } from './jobs/index.js';
import { seedDemo } from './seeds/index.js';

const config = (() => {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
})();

if (config.demo) {
  await seedDemo(config).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

const app = await createApp(config);
if (config.web) await mountPages(app, config);
// When registration opens everybody connects at once; Node's own 511 would turn phones away for seconds.
await app.listen({ port: config.port, host: config.host, backlog: 4096 });

try {
  await app.get(Database).connect();
  if (!config.demo) await firstRunNotice(app);
  if (config.worker) app.get(JobWorker).start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await app.close();
  process.exit(1);
}
