import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DrawingError } from './drawing-error.js';
import { pdfFonts, pdfInfo, pdfText } from './testing/tools.js';
import { type Drawing, TypstProcess, type TypstOptions } from './typst-process.js';

const HEAD = '#set document(title: "Uji")\n#set text(font: "Source Serif 4", fallback: false)\n';

const drawing = (text: string, data: unknown = {}): Drawing => ({
  text: HEAD + text,
  data,
  createdAt: new Date('2022-06-10T01:00:00Z'),
});

describe('Typst in a child process', () => {
  let typst: TypstProcess;
  let folder: string;
  const using = (options: Partial<TypstOptions>) => (typst = new TypstProcess(options));

  beforeEach(async () => {
    using({});
    folder = await mkdtemp(join(tmpdir(), 'typst-'));
  });
  afterEach(async () => {
    await typst.close();
    await rm(folder, { recursive: true });
  });

  /** A worker that does what the test says; it answers with its own process id as the "PDF". */
  function worker(body: string): string {
    const file = join(folder, 'worker.mjs');
    writeFileSync(
      file,
      `const drawn = () => Buffer.from(String(process.pid));\nprocess.on('message', (request) => {${body}});`,
    );
    return file;
  }
  const fault = (promise: Promise<unknown>): Promise<DrawingError> =>
    promise.then(
      () => Promise.reject(new Error('was drawn')),
      (error: DrawingError) => error,
    );

  it('draws an archive PDF with the time of the data and fonts embedded', async () => {
    const pdf = await typst.draw(drawing('Halo *#json("/data.json").name*', { name: "Nur'aini <b> #x" }));
    expect(pdfText(pdf)).toBe("Halo Nur'aini <b> #x");
    expect(pdfInfo(pdf)).toMatchObject({ pages: 1, tagged: true, title: 'Uji', created: '2022-06-10T01:00:00Z' });
    expect(pdf.toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    const fonts = pdfFonts(pdf);
    expect(fonts.map((font) => font.name.replace(/^.*\+/, '').replace('-Identity-H', ''))).toEqual([
      'SourceSerif4-Regular',
      'SourceSerif4-Bold',
    ]);
    expect(fonts.every((font) => font.embedded && font.unicode)).toBe(true);
  });

  it('gives the same bytes for the same data, from another process too', async () => {
    const first = await typst.draw(drawing('Sama'));
    const other = new TypstProcess();
    const second = await other.draw(drawing('Sama'));
    await other.close();
    expect(first.equals(second)).toBe(true);
  });

  it('opens pictures that come with the drawing, and only in that drawing', async () => {
    const picture = { 'uploaded/a.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>') };
    const text = '#image("/uploaded/a.svg", alt: "gambar")';
    await typst.draw({ ...drawing(text), files: picture });
    expect(await fault(typst.draw(drawing(text)))).toMatchObject({ kind: 'rejected' });
  });

  it('says what is wrong with a template', async () => {
    const error = await fault(typst.draw(drawing('#tidak-ada')));
    expect(error).toBeInstanceOf(DrawingError);
    expect(error).toMatchObject({ kind: 'rejected', missingLetters: [] });
    expect(error.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
      expect.stringContaining('unknown variable: tidak-ada'),
    ]);
  });

  it('names the letters that no font has, instead of drawing boxes', async () => {
    const error = await fault(typst.draw(drawing('#json("/data.json").name', { name: 'Budi 漢 "字" 🙂' })));
    expect(error.kind).toBe('rejected');
    expect(error.missingLetters.sort()).toEqual(['字', '漢', '🙂'].sort());
  });

  it.each(['#import "@preview/tiaoma:0.3.0"', '#import ("@pre" + "view/tiaoma:0.3.0"): x'])(
    'never fetches a package: %s',
    async (text) => {
      expect(await fault(typst.draw(drawing(text)))).toMatchObject({ kind: 'rejected' });
    },
  );

  it.each(['#read("/etc/passwd")', '#read("../../../../../../etc/passwd")'])(
    'reads nothing outside: %s',
    async (text) => {
      expect(await fault(typst.draw(drawing(text)))).toMatchObject({ kind: 'rejected' });
    },
  );

  it('has no template that imports a package', async () => {
    const templates = fileURLToPath(new URL('./typst', import.meta.url));
    const names = (await readdir(templates)).filter((name) => name.endsWith('.typ'));
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) expect(await readFile(join(templates, name), 'utf8')).not.toContain('"@');
  });

  it('draws on after a template that fails, in order', async () => {
    const order: string[] = [];
    const draw = (text: string) =>
      typst.draw(drawing(text)).then(
        () => order.push(`${text} drawn`),
        () => order.push(`${text} refused`),
      );
    await Promise.all([draw('a'), draw('#b'), draw('c')]);
    expect(order).toEqual(['a drawn', '#b refused', 'c drawn']);
  });

  it('replaces the process after so many documents', async () => {
    using({ workerFile: worker('process.send({ drawn: drawn() });'), documentsPerChild: 2 });
    const pids: string[] = [];
    for (const text of ['a', 'b', 'c', 'd', 'e']) pids.push(String(await typst.draw(drawing(text))));
    const [first, , third, , fifth] = pids;
    expect(pids).toEqual([first, first, third, third, fifth]);
    expect(new Set(pids).size).toBe(3);
    expect(() => process.kill(Number(first), 0)).toThrow();
  });

  it('begins again once when the process dies, and then gives up with its last words', async () => {
    const marker = join(folder, 'died');
    using({
      workerFile: worker(`
        import('node:fs').then(({ existsSync, writeFileSync }) => {
          if (request.text.endsWith('twice') || !existsSync(${JSON.stringify(marker)})) {
            writeFileSync(${JSON.stringify(marker)}, '');
            console.error('out of memory');
            process.kill(process.pid, 'SIGKILL');
          } else process.send({ drawn: drawn() });
        });`),
    });
    expect(String(await typst.draw(drawing('once')))).toMatch(/^\d+$/);
    const error = await fault(typst.draw(drawing('twice')));
    expect(error).toMatchObject({ kind: 'crashed' });
    expect(error.message).toContain('SIGKILL');
    expect(String(await typst.draw(drawing('after')))).toMatch(/^\d+$/);
  });

  it('reports a worker that cannot start', async () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, 'throw new Error("no compiler here");');
    using({ workerFile: broken });
    const error = await fault(typst.draw(drawing('a')));
    expect(error.kind).toBe('crashed');
    expect(error.diagnostics[0]?.message).toContain('no compiler here');
  });

  it('kills a process that takes too long and goes on with a new one', async () => {
    using({
      workerFile: worker("if (request.text.endsWith('slow')) while (true); else process.send({ drawn: drawn() });"),
      timeoutMs: 1_500,
    });
    expect(await fault(typst.draw(drawing('slow')))).toMatchObject({ kind: 'timeout' });
    expect(String(await typst.draw(drawing('quick')))).toMatch(/^\d+$/);
  });

  it('ends a template that never ends', async () => {
    using({ timeoutMs: 4_000 });
    const error = await fault(typst.draw(drawing('#let f(x) = f(x + 1)\n#f(0)')));
    expect(error.kind).toBe('rejected');
    expect(await fault(typst.draw(drawing('#let i = 0\n#while i >= 0 { i = i + 1; i = i - 1 }')))).toMatchObject({
      kind: expect.stringMatching(/rejected|timeout/) as unknown as string,
    });
    await expect(typst.draw(drawing('lanjut'))).resolves.toBeInstanceOf(Buffer);
  });

  it('closes after the document being drawn and refuses the rest', async () => {
    using({ workerFile: worker('setTimeout(() => process.send({ drawn: drawn() }), 300);') });
    const [drawn, waiting] = [typst.draw(drawing('a')), fault(typst.draw(drawing('b')))];
    await after(150);
    const closing = typst.close();
    const pid = Number(String(await drawn));
    expect(await waiting).toMatchObject({ kind: 'closed' });
    await closing;
    expect(() => process.kill(pid, 0)).toThrow();
    expect(await fault(typst.draw(drawing('c')))).toMatchObject({ kind: 'closed' });
  });

  it("hands none of the application's environment to the template process", async () => {
    using({
      workerFile: worker('process.send({ drawn: Buffer.from(Object.keys(process.env).sort().join()) });'),
    });
    process.env.APP_KEY = 'secret';
    try {
      expect(String(await typst.draw(drawing('a')))).not.toContain('APP_KEY');
    } finally {
      delete process.env.APP_KEY;
    }
  });
});
