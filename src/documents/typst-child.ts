import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import { type Diagnostic, DrawingError } from './drawing-error.js';

export interface WorkerRequest {
  text: string;
  /** JSON, read in the template with `json("/data.json")`. */
  data: string;
  /** Pictures that the template opens by these paths. */
  files: Record<string, Uint8Array>;
  standard: string;
  /** Seconds since 1970. */
  createdAt: number;
  form: DrawnForm;
}

/** In an SVG the letters are outlines. */
export type DrawnForm = 'pdf' | 'svg';

export type WorkerReply = { drawn: Uint8Array } | { diagnostics: Diagnostic[] };

const WORDS_KEPT = 2_000;

/**
 * The template text is code: it runs without the application's keys in its environment, and with a proxy that leads
 * nowhere, since Typst would fetch a package named in the text from the network.
 */
const ENVIRONMENT = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };

/** One operating-system process with a Typst compiler in it; takes one request at a time. */
export class TypstChild {
  drawn = 0;
  private readonly process: ChildProcess;
  private readonly exited: Promise<void>;
  private waiting?: { resolve: (reply: WorkerReply) => void; reject: (error: DrawingError) => void };
  private lastWords = '';
  private alive = true;

  constructor(workerFile: string, workspace: string, fontPaths: string[]) {
    this.process = fork(workerFile, [workspace, ...fontPaths], {
      execArgv: [],
      env: ENVIRONMENT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.process.stderr?.setEncoding('utf8').on('data', (words: string) => {
      this.lastWords = (this.lastWords + words).slice(-WORDS_KEPT);
    });
    this.process.on('message', (reply: WorkerReply) => this.waiting?.resolve(reply));
    this.exited = new Promise((resolve) => {
      this.process.once('close', (code, signal) => {
        this.ended(`exit ${signal ?? code}`);
        resolve();
      });
      this.process.once('error', (error) => {
        this.ended(error.message);
        resolve();
      });
    });
    this.doNotHoldTheApplication();
  }

  get isAlive(): boolean {
    return this.alive;
  }

  draw(request: WorkerRequest, timeoutMs: number): Promise<WorkerReply> {
    return new Promise<WorkerReply>((resolve, reject) => {
      // The timer is also what keeps the application alive until the answer is there.
      const timer = setTimeout(() => {
        void this.stop();
        this.waiting?.reject(new DrawingError('timeout', `Not drawn within ${timeoutMs} ms`));
      }, timeoutMs);
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer);
          this.waiting = undefined;
          settle(value);
        };
      };
      this.waiting = { resolve: settled(resolve), reject: settled(reject) };
      this.drawn += 1;
      this.process.send(request, (error) => {
        if (error) this.ended(error.message);
      });
    });
  }

  /** Killed rather than asked: it holds nothing, and after a `disconnect()` from this side Node never reports its end. */
  async stop(): Promise<void> {
    this.alive = false;
    this.process.ref();
    this.process.kill('SIGKILL');
    await this.exited;
  }

  private ended(reason: string): void {
    this.alive = false;
    const words = this.lastWords.trim();
    this.waiting?.reject(new DrawingError('crashed', `Typst ended: ${reason}`, words ? [{ message: words }] : []));
  }

  private doNotHoldTheApplication(): void {
    this.process.unref();
    this.process.channel?.unref();
    if (this.process.stderr instanceof Socket) this.process.stderr.unref();
  }
}
