import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** Texts of the QR codes in a PNG or JPEG, by the reader and with the little effort that the door has for each frame. */
export async function scanAtDoor(picture: Uint8Array): Promise<string[]> {
  const { buffer } = Uint8Array.from(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, equalityFn: () => true, fireImmediately: true });
  const hits = await readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: false,
    tryRotate: false,
    tryInvert: false,
    maxNumberOfSymbols: 1,
  });
  return hits.map(({ text }) => text);
}
