import { SpawnedApp } from '../support/spawned-app.mjs';

/** Two processes of the application on one empty database `bintek`, without workers. */
export async function startReplicas(
  port: number,
  more: Record<string, string> = {},
): Promise<[SpawnedApp, SpawnedApp]> {
  const env = {
    DB: 'mysql',
    DB_PORT: String(port),
    DB_NAME: 'bintek',
    DB_USER: 'root',
    DB_POOL: '5',
    WORKER: '0',
    LOG_LEVEL: 'fatal',
    ...more,
  };
  return [await SpawnedApp.started(env), await SpawnedApp.started(env)];
}
