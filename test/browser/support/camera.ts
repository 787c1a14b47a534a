import type { Page } from '@playwright/test';
import { toDataURL } from 'qrcode';

interface CameraWindow {
  showQr(url: string): Promise<void>;
}

/** Replaces the camera by a canvas that the test draws on. To be called before the page is opened. */
export async function replaceCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // A blank page has none to replace.
    if (!navigator.mediaDevices) return;
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const pen = canvas.getContext('2d');
    let shown: HTMLImageElement | undefined;
    setInterval(() => {
      if (!pen) return;
      pen.fillStyle = '#888';
      pen.fillRect(0, 0, 1280, 720);
      if (shown) pen.drawImage(shown, 440, 160, 400, 400);
    }, 100);
    Object.assign(window, {
      showQr: (url: string) =>
        new Promise<void>((done) => {
          const image = new Image();
          image.onload = () => {
            shown = image;
            done();
          };
          image.src = url;
        }),
    });
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
  });
}

/**
 * Gives the phone several cameras, as Android lists them: the back one, which has a light, comes last. To be called after
 * `replaceCamera`.
 */
export async function giveCameras(page: Page, ids: string[]): Promise<void> {
  await page.addInitScript((known) => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const cameras: { id: string; lit: boolean; track: MediaStreamTrack }[] = [];
    Object.assign(window, { cameras: () => cameras.filter(({ track }) => track.readyState === 'live') });
    mediaDevices.enumerateDevices = () =>
      Promise.resolve(known.map((deviceId) => ({ kind: 'videoinput', deviceId }) as MediaDeviceInfo));
    mediaDevices.getUserMedia = async (asked) => {
      const { deviceId } = asked?.video as { deviceId?: { exact: string } };
      const id = deviceId?.exact ?? known.at(-1) ?? '';
      if (!known.includes(id)) throw new OverconstrainedError('deviceId');
      const stream = await open(asked);
      const [track] = stream.getVideoTracks();
      if (!track) return stream;
      const camera = { id, lit: false, track };
      cameras.push(camera);
      return Object.assign(stream, {
        getVideoTracks: () => [
          Object.assign(track, {
            getSettings: () => ({ deviceId: id }),
            getCapabilities: () => ({ torch: id === known.at(-1) }),
            applyConstraints: ({ advanced }: { advanced: { torch: boolean }[] }) => {
              camera.lit = advanced[0]?.torch ?? false;
              return Promise.resolve();
            },
          }),
        ],
      });
    };
  }, ids);
}

/** The cameras that are on, and which of them give light. */
export const camerasOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { cameras } = window as unknown as { cameras: () => { id: string; lit: boolean }[] };
    return cameras().map(({ id, lit }) => (lit ? `${id}, lit` : id));
  });

/** Holds a code before the replaced camera. */
export async function holdQr(page: Page, text: string): Promise<void> {
  const url = await toDataURL(text, { errorCorrectionLevel: 'M', margin: 4, scale: 8 });
  await page.evaluate((image) => (window as unknown as CameraWindow).showQr(image), url);
}

/** Takes the code away from the replaced camera. */
export async function takeQrAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    const blank = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    return (window as unknown as CameraWindow).showQr(blank.toDataURL());
  });
}
