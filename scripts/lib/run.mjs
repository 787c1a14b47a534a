// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopping = false;

/**
 * Runs a program of `node_modules/.bin` or of the machine, in the project's folder.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, prefix?: string, quiet?: boolean, cwd?: string }} [options]
 *   `prefix` stands before every line, so that two programs can run side by side; `quiet` keeps the output back.
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, { env, prefix, quiet = false, cwd = ROOT } = {}) {
  // What a stopped run would do next is never begun.
  if (stopping) return new Promise(() => undefined);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}`, ...env },
    stdio: quiet || prefix ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  running.add(child);
  /** @type {string[]} */
  const lines = [];
  const readers = [child.stdout, child.stderr].flatMap((stream) => {
    if (!stream) return [];
    const reader = createInterface({ input: stream });
    reader.on('line', (line) => {
      lines.push(line);
      if (!quiet) process.stdout.write(`${prefix ?? ''}${line}\n`);
    });
    return [once(reader, 'close')];
  });
  const code = await new Promise((done) => {
    child.once('error', (error) => {
      lines.push(`${command}: ${error.message}`);
      done(127);
    });
    child.once('exit', (exit, signal) => done(exit ?? (signal ? 1 : 0)));
  });
  running.delete(child);
  if (code !== 127) await Promise.all(readers);
  return { code, output: lines.join('\n') };
}

/** How long a child may take to end what it started itself: servers, browsers. */
const PATIENCE_MS = 15_000;

/** Ends what `run` started when this process is told to end. @param {() => Promise<void>} cleanUp */
export function endWithChildren(cleanUp) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, async () => {
      stopping = true;
      console.error(`Ended by ${signal}.`);
      const ended = [...running].map((child) => {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        return exit;
      });
      await Promise.race([Promise.all(ended), sleep(PATIENCE_MS)]);
      await cleanUp();
      process.exit(1);
    });
  }
}

/**
 * @template T
 * @param {number} width how many at a time
 * @param {T[]} tasks
 * @param {(task: T) => Promise<void>} work
 */
export async function inParallel(width, tasks, work) {
  const queue = [...tasks];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) await work(task);
    }),
  );
}

/** @param {number} since */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
