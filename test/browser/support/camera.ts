import type { Page } from '@playwright/test';
import { toDataURL } from 'qrcode';

interface CameraWindow {
  showQr(url: string): Promise<void>;
}

/** Replaces the camera by a canvas that the test draws on. To be called before the page is opened. */
export async function replaceCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
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
