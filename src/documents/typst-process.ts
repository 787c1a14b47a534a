import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DrawingError } from './drawing-error.js';
import { type DrawnForm, TypstChild, type WorkerReply } from './typst-child.js';

export interface Drawing {
  /** Typst text; `/…` paths in it start at the templates' folder. */
  text: string;
  data: unknown;
  files?: Record<string, Uint8Array>;
  createdAt: Date;
}

export interface TypstOptions {
  workerFile: string;
  documentsPerChild: number;
  timeoutMs: number;
}

const TEMPLATES = fileURLToPath(new URL('./typst', import.meta.url));

const FONTS = {
  'source-serif-4': ['400Regular', '500Medium', '600SemiBold', '700Bold'],
  'source-sans-3': ['400Regular', '600SemiBold', '700Bold'],
};

/** Archive PDF with tags and alternative texts. */
const STANDARD = 'a-2a';

const DEFAULTS: TypstOptions = {
  workerFile: join(TEMPLATES, 'worker.mjs'),
  // Typst keeps about 0.15 MB of every document for ever, in native memory that only the end of the process frees.
  documentsPerChild: 1_000,
  timeoutMs: 60_000,
};

/** Draws one document after the other in a child process that is started at need and replaced in time. */
export class TypstProcess {
  private readonly options: TypstOptions;
  private child?: TypstChild;
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(options: Partial<TypstOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  draw(drawing: Drawing, form: DrawnForm = 'pdf'): Promise<Buffer> {
    if (/@preview\b/.test(drawing.text)) {
      return Promise.reject(new DrawingError('rejected', 'Templates cannot import packages from the network'));
    }
    const drawn = this.last.then(() => this.drawOrRepeat(drawing, form));
    this.last = drawn.catch(() => undefined);
    return drawn;
  }

  /** Finishes the document being drawn, refuses those that wait. */
  async close(): Promise<void> {
    this.closed = true;
    await this.last;
    await this.child?.stop();
    this.child = undefined;
  }

  /** A drawing changes nothing outside, so one that was cut off by a crash is simply begun again, once. */
  private async drawOrRepeat(drawing: Drawing, form: DrawnForm): Promise<Buffer> {
    try {
      return await this.drawOnce(drawing, form);
    } catch (error) {
      if (!(error instanceof DrawingError) || error.kind !== 'crashed') throw error;
      return this.drawOnce(drawing, form);
    }
  }

  private async drawOnce(drawing: Drawing, form: DrawnForm): Promise<Buffer> {
    if (this.closed) throw new DrawingError('closed', 'Drawing has been closed');
    const child = await this.readyChild();
    const request = {
      text: drawing.text,
      data: JSON.stringify(drawing.data),
      files: drawing.files ?? {},
      standard: STANDARD,
      createdAt: Math.floor(drawing.createdAt.getTime() / 1000),
      form,
    };
    return drawnOf(await child.draw(request, this.options.timeoutMs));
  }

  private async readyChild(): Promise<TypstChild> {
    if (this.child?.isAlive && this.child.drawn < this.options.documentsPerChild) return this.child;
    await this.child?.stop();
    this.child = new TypstChild(this.options.workerFile, TEMPLATES, fontPaths());
    return this.child;
  }
}

function drawnOf(reply: WorkerReply): Buffer {
  if ('diagnostics' in reply) throw new DrawingError('rejected', 'Typst refused the document', reply.diagnostics);
  return Buffer.from(reply.drawn.buffer, reply.drawn.byteOffset, reply.drawn.byteLength);
}

function fontPaths(): string[] {
  const require = createRequire(import.meta.url);
  return Object.entries(FONTS).flatMap(([family, faces]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
    return faces.map((face) => join(folder, face));
  });
}
