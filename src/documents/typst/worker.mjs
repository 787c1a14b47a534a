// @ts-check
/**
 * The process that Typst runs in. Plain JavaScript beside the templates, so that the very same file runs from the source
 * tree and from the build.
 *
 * @typedef {import('../typst-child.js').WorkerRequest} WorkerRequest
 * @typedef {import('../typst-child.js').WorkerReply} WorkerReply
 * @typedef {import('../drawing-error.js').Diagnostic} Diagnostic
 */
import { join, relative } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [workspace = '.', ...fontPaths] = process.argv.slice(2);
const dataFile = join(workspace, 'data.json');
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });

/**
 * The data come as a file: Typst evaluates the templates anew for every change of `inputs`, but keeps them for a file.
 *
 * @param {WorkerRequest} request
 * @returns {WorkerReply}
 */
function draw({ text, data, files, standard, createdAt, form }) {
  for (const [path, bytes] of Object.entries(files)) compiler.mapShadow(join(workspace, path), Buffer.from(bytes));
  compiler.mapShadow(dataFile, Buffer.from(data));
  const compiled = compiler.compile({ mainFileContent: text });
  if (compiled.result) {
    // Also for a picture: only the PDF standard objects to a letter that no font has.
    const pdf = compiler.pdf(compiled.result, { pdfStandard: standard, creationTimestamp: createdAt });
    return { drawn: form === 'svg' ? Buffer.from(compiler.plainSvg(compiled.result)) : pdf };
  }
  const error = compiled.takeError();
  const faults = error ? compiler.fetchDiagnostics(error) : [];
  return { diagnostics: faults.map(({ message, path }) => ({ message, path: relative(workspace, path) })) };
}

/**
 * Faults of the PDF standard arrive as an exception whose message is a debug print of Rust.
 *
 * @param {unknown} error
 * @returns {Diagnostic[]}
 */
function diagnosticsOf(error) {
  const text = error instanceof Error ? error.message : String(error);
  const messages = [...text.matchAll(/message: ("(?:[^"\\]|\\.)*")/g)].map((match) => unquoted(match[1] ?? ''));
  return (messages.length > 0 ? messages : [text]).map((message) => ({ message }));
}

/** @param {string} literal */
function unquoted(literal) {
  return literal
    .slice(1, -1)
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\(.)/g, '$1');
}

process.on('message', (/** @type {WorkerRequest} */ request) => {
  /** @type {WorkerReply} */
  let reply;
  try {
    reply = draw(request);
  } catch (error) {
    reply = { diagnostics: diagnosticsOf(error) };
  }
  process.send?.(reply);
  compiler.resetShadow();
  compiler.evictCache(3);
});

process.on('disconnect', () => process.exit());
