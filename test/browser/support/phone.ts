import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { replaceCamera } from './camera.js';
import { setClockWrong } from './wrong-clock.js';

const READY = /DevTools listening on (ws:\S+)/;

/** A phone that can be killed as an empty battery does it, and goes on from what its disk holds. */
export class Phone {
  readonly disk = mkdtempSync(join(tmpdir(), 'bintek-phone-'));
  private process: ChildProcess | undefined;
  private context: BrowserContext | undefined;

  /** @param wrongBy milliseconds that its clock is ahead */
  constructor(readonly wrongBy: number) {}

  async start(): Promise<Page> {
    const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-port=0'];
    this.process = spawn(program, [...flags, `--user-data-dir=${this.disk}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A process group of its own, all of which is killed: those that store would write on for a while.
      detached: true,
    });
    const browser = await chromium.connectOverCDP(await this.address());
    this.context = browser.contexts()[0];
    if (!this.context) throw new Error('The browser has no context');
    const page = await this.context.newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    await replaceCamera(page);
    await setClockWrong(page, this.wrongBy);
    return page;
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.context?.setOffline(offline);
  }

  /** Without a word to anything that runs in it. */
  async kill(): Promise<void> {
    const { process: running } = this;
    if (!running?.pid || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    process.kill(-running.pid, 'SIGKILL');
    await gone;
  }

  async destroy(): Promise<void> {
    await this.kill();
    await rm(this.disk, { recursive: true, force: true, maxRetries: 10 });
  }

  /** All that lies on its disk, as a finder would read it. */
  dump(): string {
    const files = readdirSync(this.disk, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('\n');
  }

  private async address(): Promise<string> {
    const { stderr } = this.process ?? {};
    if (!stderr) throw new Error('The browser did not start');
    let said = '';
    for await (const part of stderr) {
      said += String(part);
      const found = READY.exec(said)?.[1];
      if (found) return found;
    }
    throw new Error(`The browser did not start: ${said}`);
  }
}
