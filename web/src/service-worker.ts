/// <reference lib="webworker" />
import { version } from '$service-worker';
import type { NativeDetectorClass } from './lib/attendance/door/decoder';
import { DoorStore } from './lib/attendance/door/store';

/*
 * Keeps the pages of the door on the phone. Its scope is /pintu: the rest of the site is not its business. The files of
 * the door are listed by scripts/door-files.mjs, so that a phone does not fetch the console too.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = new URL(worker.registration.scope).pathname;
/** Each language has a scope of its own, and changes to a newer version by itself. */
const PREFIX = `door ${shell} `;
const cacheName = PREFIX + version;

/** Not in every browser, nor in the types yet. */
type Routed = ExtendableEvent & { addRoutes?(rule: { condition: object; source: 'network' }): Promise<void> };

worker.addEventListener('install', (event: Routed) => {
  // A scan need not wait until the worker has started; nor does a worker that is to be replaced start again for it.
  event.waitUntil(event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' }) ?? Promise.resolve());
  event.waitUntil(install());
});
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
  if (event.data === 'claim') event.waitUntil(worker.clients.claim());
});
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  event.respondWith(answer(event.request, pathname));
});

async function install(): Promise<void> {
  // The browser tries again at its next look. A version that is there already must not be put aside for a new one.
  if (worker.registration.active && (await DoorStore.countWaiting()) > 0) throw new Error('scans wait to be sent');
  const { files, decoder } = (await (await fetch('/door-files.json', { cache: 'no-cache' })).json()) as Record<
    'files' | 'decoder',
    string[]
  >;
  const cache = await caches.open(cacheName);
  await cache.addAll([shell, ...files, ...((await readsQr()) ? [] : decoder)]);
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== cacheName) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function answer(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(pathname);
  return kept ?? fetch(request);
}

/**
 * Whether the browser reads QR codes by itself; else the page needs the decoder. That the service behind it is missing, a
 * phone says only when it is asked to read.
 */
async function readsQr(): Promise<boolean> {
  const { BarcodeDetector } = worker as unknown as { BarcodeDetector?: NativeDetectorClass };
  try {
    const formats = (await BarcodeDetector?.getSupportedFormats()) ?? [];
    if (!BarcodeDetector || !formats.includes('qr_code')) return false;
    await new BarcodeDetector({ formats: ['qr_code'] }).detect(new ImageData(16, 16));
    return true;
  } catch {
    return false;
  }
}
