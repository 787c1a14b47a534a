import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

/** The injection token of the one configuration object. */
export const CONFIG = Symbol('CONFIG');

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);

const schema = z.object({
  DEMO: flag.default(false),
  HOST: z.string().optional(),
  PORT: port.default(3000),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.string().default('127.0.0.1'),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WEB: flag.default(true),
  WORKER: flag.default(true),
  DATA_DIR: z.string().default('data'),
  APP_KEY: z.string().min(32, 'at least 32 characters; make one with: openssl rand -base64 48').optional(),
  DB: z.enum(['sqlite', 'mysql']).default('sqlite'),
  SQLITE_FILE: z.string().optional(),
  SQLITE_SYNCHRONOUS: z.enum(['FULL', 'OFF']).default('FULL'),
  DB_HOST: z.string().default('127.0.0.1'),
  DB_PORT: port.default(3306),
  DB_NAME: z.string().optional(),
  DB_USER: z.string().optional(),
  DB_PASSWORD: z.string().optional(),
  DB_POOL: count.default(10),
  DB_CLUSTER: flag.default(false),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Bintek <bintek@localhost>'),
  MAIL_RETURN_PATH: z.email().optional(),
  BOUNCE_IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
  RATE_READS: count.default(6000),
  RATE_REGISTRATIONS: count.default(600),
  RATE_SIGN_INS: count.default(60),
});

export interface Config {
  demo: boolean;
  host: string;
  port: number;
  /** The public address, without a slash at its end; links in mails and on paper begin with it. */
  origin: string;
  trustProxy: string;
  tls: { cert: string; key: string } | undefined;
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  /** Serve the pages; off while a developer runs them with Vite. */
  web: boolean;
  /** Run due jobs in this process. */
  worker: boolean;
  dataDir: string;
  appKey: string;
  database:
    | { engine: 'sqlite'; file: string; synchronous: 'FULL' | 'OFF' }
    | {
        engine: 'mysql';
        host: string;
        port: number;
        name: string;
        user: string;
        password: string;
        pool: number;
        cluster: boolean;
      };
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where mail servers send back what they cannot deliver; without it, to the address of `mailFrom`. */
  mailReturnPath: string | undefined;
  /** The mailbox that is read for such mails. */
  bounceImapUrl: string | undefined;
  /** Requests a minute from one address. */
  rates: { reads: number; registrations: number; signIns: number };
}

/** Every fault of the environment at once; a fault names the variable and never its value. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The environment has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the whole environment. `NAME_FILE` stands in for `NAME` of a secret (a mounted secret, for example).
 * @throws ConfigError with all faults.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const parsed = schema.safeParse(withSecretFiles(env, faults));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  // Dependent variables are judged in a second pass, since a schema's refinement does not run when a field failed.
  const loose = parsed.success ? parsed.data : undefined;
  const demo = env.DEMO === '1';
  if (!demo && !env.ORIGIN) faults.push('ORIGIN: needed outside the demo, for example https://bintek.example.go.id');
  if (env.DB === 'mysql') {
    for (const name of ['DB_NAME', 'DB_USER']) if (!env[name]) faults.push(`${name}: needed when DB=mysql`);
  }
  if (Boolean(env.TLS_CERT) !== Boolean(env.TLS_KEY)) faults.push('TLS_CERT, TLS_KEY: give both or none');
  if (loose?.BOUNCE_IMAP_URL) {
    const { username, password } = new URL(loose.BOUNCE_IMAP_URL);
    if (!username || !password) faults.push('BOUNCE_IMAP_URL: needs a user and a password, imaps://user:password@host');
  }
  const dataDir = resolve(env.DATA_DIR || 'data');
  const appKey = loose?.APP_KEY ?? demoKey(demo, dataDir);
  if (!appKey && !faults.some((fault) => fault.startsWith('APP_KEY'))) {
    faults.push('APP_KEY: needed; make one with: openssl rand -base64 48');
  }
  if (!loose || !appKey || faults.length > 0) throw new ConfigError(faults);
  return toConfig(loose, dataDir, appKey);
}

function toConfig(env: z.infer<typeof schema>, dataDir: string, appKey: string): Config {
  const file = env.SQLITE_FILE ?? 'bintek.sqlite';
  return {
    demo: env.DEMO,
    host: env.HOST ?? (env.DEMO ? '127.0.0.1' : '0.0.0.0'),
    port: env.PORT,
    origin: (env.ORIGIN ?? `http://127.0.0.1:${env.PORT}`).replace(/\/+$/, ''),
    trustProxy: env.TRUST_PROXY,
    tls: env.TLS_CERT && env.TLS_KEY ? { cert: env.TLS_CERT, key: env.TLS_KEY } : undefined,
    logLevel: env.LOG_LEVEL,
    web: env.WEB,
    worker: env.WORKER,
    dataDir,
    appKey,
    database:
      env.DB === 'sqlite'
        ? {
            engine: 'sqlite',
            file: isAbsolute(file) ? file : join(dataDir, file),
            synchronous: env.SQLITE_SYNCHRONOUS,
          }
        : {
            engine: 'mysql',
            host: env.DB_HOST,
            port: env.DB_PORT,
            name: env.DB_NAME ?? '',
            user: env.DB_USER ?? '',
            password: env.DB_PASSWORD ?? '',
            pool: env.DB_POOL,
            cluster: env.DB_CLUSTER,
          },
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    mailReturnPath: env.MAIL_RETURN_PATH,
    bounceImapUrl: env.BOUNCE_IMAP_URL,
    rates: { reads: env.RATE_READS, registrations: env.RATE_REGISTRATIONS, signIns: env.RATE_SIGN_INS },
  };
}

const SECRETS = ['APP_KEY', 'DB_PASSWORD', 'SMTP_URL', 'BOUNCE_IMAP_URL'] as const;

function withSecretFiles(env: NodeJS.ProcessEnv, faults: string[]): Record<string, string | undefined> {
  const merged: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) if (value !== '') merged[name] = value;
  for (const name of SECRETS) {
    const file = merged[`${name}_FILE`];
    if (!file) continue;
    if (merged[name]) faults.push(`${name}: give either ${name} or ${name}_FILE`);
    else if (!existsSync(file)) faults.push(`${name}_FILE: there is no such file`);
    else merged[name] = readFileSync(file, 'utf8').trim();
  }
  return merged;
}

/** The demo keeps its key beside its data; everywhere else a key is given, since losing it loses every link and ticket. */
function demoKey(demo: boolean, dataDir: string): string | undefined {
  const file = join(dataDir, 'app.key');
  return demo && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
