import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads the QR code in a picture; null when there is none. */
export type Decode = (picture: HTMLCanvasElement) => Promise<string | null>;

type NativeDetector = { detect(source: CanvasImageSource | ImageData): Promise<{ rawValue: string }[]> };
export type NativeDetectorClass = {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
};

/** It could not be fetched; another try needs another page. */
export class DecoderMissing extends Error {}

/** The phone's own detector where it reads QR codes, else zxing, which is fetched only then (412 kB). */
export async function openDecoder(): Promise<Decode> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  const formats = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  return Native && formats.includes('qr_code') ? nativeDecoder(new Native({ formats: ['qr_code'] })) : zxingDecoder();
}

/** That the service behind it is missing, a phone says only when it is asked to read. */
function nativeDecoder(detector: NativeDetector): Decode {
  let fallback: Promise<Decode> | undefined;
  return async (picture) => {
    if (!fallback) {
      try {
        return (await detector.detect(picture))[0]?.rawValue ?? null;
      } catch {
        fallback = zxingDecoder();
      }
    }
    return (await fallback)(picture);
  };
}

async function zxingDecoder(): Promise<Decode> {
  const readBarcodes = await fetchZxing().catch((error: unknown) => {
    throw new DecoderMissing('zxing could not be fetched', { cause: error });
  });
  return async (picture) => {
    const pixels = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height);
    if (!pixels) return null;
    const [hit] = await readBarcodes(pixels, {
      formats: ['QRCode'],
      tryHarder: false,
      tryRotate: false,
      tryInvert: false,
      maxNumberOfSymbols: 1,
    });
    return hit?.text || null;
  };
}

async function fetchZxing() {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return readBarcodes;
}
