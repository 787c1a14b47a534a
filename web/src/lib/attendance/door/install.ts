import { getLocale, localizeHref } from '$lib/paraglide/runtime';

const LOOK_EVERY = 60_000;

/**
 * Keeps the door's pages on the phone, and changes to a newer version only while nothing waits to be sent and nobody is
 * before the camera: an update in the middle of the day must not touch the queue.
 *
 * @param idle whether the page may be loaded anew
 */
export function installApp(idle: () => boolean): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  let kept = Boolean(serviceWorker.controller);
  const use = (registration: ServiceWorkerRegistration | undefined): void => {
    if (!registration?.waiting || !serviceWorker.controller || !idle()) return;
    registration.waiting.postMessage('take-over');
  };
  const reload = (): void => {
    if (idle()) location.reload();
    else setTimeout(reload, 1000);
  };
  /** Also where another page of this phone asked for the newer version: the files of the older one are gone then. */
  const change = (): void => {
    if (kept) reload();
    kept = true;
  };
  const scope = localizeHref('/pintu', { locale: getLocale() });
  /** Also when it was tried before and broke off: registering what is there already does nothing. */
  const look = async (): Promise<void> => {
    const registration = await serviceWorker.register('/service-worker.js', {
      scope,
      type: 'module',
      updateViaCache: 'none',
    });
    use(registration);
    // A page that was being loaded while the worker began is not yet its own.
    if (!serviceWorker.controller) (await serviceWorker.ready).active?.postMessage('claim');
    // The browser looks only when a page is opened, and this one stays open for days. Without a network it looks later.
    else if (idle()) await registration.update().catch(() => undefined);
  };
  const tryToLook = (): void => {
    look().catch((error: unknown) => console.error('the page was not kept for later', error));
  };
  serviceWorker.addEventListener('controllerchange', change);
  const timer = setInterval(tryToLook, LOOK_EVERY);
  tryToLook();
  return () => {
    serviceWorker.removeEventListener('controllerchange', change);
    clearInterval(timer);
  };
}
