// @ts-check
// A Galera cluster of three nodes behind HAProxy on this machine. Not part of `npm test`: the nodes take minutes to join.
import { ensureBuilt } from './lib/build.mjs';
import { run } from './lib/run.mjs';

if ((await ensureBuilt(['server'])).length > 0) process.exit(1);
const env = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
const { code } = await run('jest', ['--selectProjects', 'cluster', '--runInBand'], { env });
process.exitCode = code;
