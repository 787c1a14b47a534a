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
  let changing = false;
  const use = (registration: ServiceWorkerRegistration | undefined): void => {
    if (!registration?.waiting || !serviceWorker.controller || !idle()) return;
    changing = true;
    registration.waiting.postMessage('take-over');
  };
  const reload = (): void => {
    if (changing) location.reload();
  };
  const look = async (): Promise<void> => use(await serviceWorker.getRegistration());
  serviceWorker.addEventListener('controllerchange', reload);
  const timer = setInterval(() => void look(), LOOK_EVERY);
  const scope = localizeHref('/pintu', { locale: getLocale() });
  void serviceWorker
    .register('/service-worker.js', { scope, type: 'module', updateViaCache: 'none' })
    .then(use)
    .catch((error: unknown) => console.error('the page was not kept for later', error));
  return () => {
    serviceWorker.removeEventListener('controllerchange', reload);
    clearInterval(timer);
  };
}
