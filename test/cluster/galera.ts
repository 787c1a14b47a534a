import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { freePort } from '../support/mariadb.mjs';

const PROVIDER = '/usr/lib/galera/libgalera_smm.so';
const SYNCED = '4';
const JOINED_WITHIN_MS = 180_000;

type Row = Record<string, unknown>;

interface Ports {
  sql: number;
  group: number;
  incremental: number;
  state: number;
}

/** One machine of a Galera cluster, here a process on the loopback address. */
class GaleraNode {
  private child: ChildProcess | undefined;

  constructor(
    readonly name: string,
    readonly ports: Ports,
    private readonly folder: string,
  ) {}

  /** @param peers the cluster to join; none for the first node, which begins it */
  async start(peers: GaleraNode[]): Promise<void> {
    const { sql, group, incremental, state } = this.ports;
    const data = join(this.folder, 'data');
    const addresses = peers.map((peer) => `127.0.0.1:${peer.ports.group}`).join(',');
    const provider = {
      base_host: '127.0.0.1',
      base_port: group,
      'gmcast.listen_addr': `tcp://127.0.0.1:${group}`,
      'ist.recv_addr': `127.0.0.1:${incremental}`,
      'gcache.size': '32M',
    };
    this.child = spawn(
      '/usr/sbin/mariadbd',
      [
        '--no-defaults',
        // As root the state transfer by rsync fails.
        '--user=mysql',
        `--datadir=${data}`,
        `--socket=${join(this.folder, 's.sock')}`,
        `--pid-file=${join(this.folder, 'pid')}`,
        `--log-error=${join(this.folder, 'error.log')}`,
        `--port=${sql}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--max-connections=300',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--innodb-buffer-pool-size=128M',
        '--innodb-flush-log-at-trx-commit=1',
        '--binlog-format=ROW',
        '--innodb-autoinc-lock-mode=2',
        '--wsrep-on=ON',
        `--wsrep-provider=${PROVIDER}`,
        '--wsrep-cluster-name=bintek-test',
        `--wsrep-cluster-address=gcomm://${addresses}`,
        `--wsrep-node-name=${this.name}`,
        `--wsrep-node-address=127.0.0.1:${group}`,
        `--wsrep-node-incoming-address=127.0.0.1:${sql}`,
        '--wsrep-sst-method=rsync',
        `--wsrep-sst-receive-address=127.0.0.1:${state}`,
        `--wsrep-provider-options=${Object.entries(provider)
          .map(([key, value]) => `${key}=${value}`)
          .join(';')}`,
      ],
      { stdio: 'ignore', env: { ...process.env, TMPDIR: this.folder } },
    );
    for (const end = Date.now() + JOINED_WITHIN_MS; Date.now() < end; await sleep(250)) {
      if (this.child.exitCode !== null) break;
      const [standing] = await this.query("SHOW STATUS LIKE 'wsrep_local_state'").catch(() => []);
      if (standing?.Value === SYNCED) return;
    }
    throw new Error(
      `${this.name} did not join:\n${await readFile(join(this.folder, 'error.log'), 'utf8').catch(() => '')}`,
    );
  }

  async query(statement: string, database?: string): Promise<Row[]> {
    const { sql: port } = this.ports;
    const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root', database });
    try {
      return (await connection.query(statement))[0] as Row[];
    } finally {
      await connection.end();
    }
  }

  /** As when the machine loses its power. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/**
 * Three nodes, and HAProxy before them as in production: all writes go to the first node that is up, since two nodes that
 * write the same row would refuse each other's commits.
 */
export class GaleraCluster {
  private constructor(
    readonly nodes: GaleraNode[],
    /** Where the application finds its database. */
    readonly port: number,
    private readonly folder: string,
    private readonly proxy: ChildProcess,
  ) {}

  static async start(): Promise<GaleraCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'bintek-galera-'));
    await chmod(folder, 0o755);
    const nodes: GaleraNode[] = [];
    for (const name of ['n1', 'n2', 'n3']) {
      const node = await made(name, join(folder, name));
      await node.start(nodes);
      nodes.push(node);
    }
    const port = await freePort();
    const configuration = join(folder, 'haproxy.cfg');
    await writeFile(configuration, haproxy(port, nodes));
    const proxy = spawn('/usr/sbin/haproxy', ['-db', '-f', configuration], { stdio: 'ignore' });
    return new GaleraCluster(nodes, port, folder, proxy);
  }

  async stop(): Promise<void> {
    this.proxy.kill('SIGKILL');
    await Promise.all(this.nodes.map((node) => node.kill()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function made(name: string, folder: string): Promise<GaleraNode> {
  await mkdir(join(folder, 'data'), { recursive: true });
  const run = promisify(execFile);
  const [user, group] = await Promise.all(
    ['-u', '-g'].map(async (which) => Number((await run('id', [which, 'mysql'])).stdout)),
  );
  await chown(folder, Number(user), Number(group));
  await chown(join(folder, 'data'), Number(user), Number(group));
  await run('mariadb-install-db', [
    '--no-defaults',
    '--user=mysql',
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
  ]);
  const [sql = 0, groupPort = 0, incremental = 0, state = 0] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  return new GaleraNode(name, { sql, group: groupPort, incremental, state }, folder);
}

function haproxy(port: number, nodes: GaleraNode[]): string {
  const servers = nodes.map(
    ({ name, ports }, index) =>
      `  server ${name} 127.0.0.1:${ports.sql} check inter 500ms fall 2 on-marked-down shutdown-sessions${index > 0 ? ' backup' : ''}`,
  );
  return [
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 1h',
    '  timeout server 1h',
    'listen database',
    `  bind 127.0.0.1:${port}`,
    '  option tcp-check',
    ...servers,
    '',
  ].join('\n');
}
