import { DecoderMissing, openDecoder } from './decoder';

/** `unread`: it works, but what reads its pictures could not be fetched. */
export type CameraFault = 'insecure' | 'refused' | 'missing' | 'unread';

export type Camera = {
  /** Whether the phone's light can be switched. */
  hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  /** The one after it; null where the phone has no other. */
  next: string | null;
  stop(): void;
};

type Options = {
  video: HTMLVideoElement;
  /** Which of the phone's cameras; null is the back one. */
  cameraId: string | null;
  /** False while a verdict is shown or asked for. */
  ready: () => boolean;
  onText: (text: string) => void;
  onFault: (fault: CameraFault) => void;
};

/** Side of the square that is looked at, in pixels: enough for a ticket, four times cheaper than the whole frame. */
const SIDE = 400;
const PAUSE = 150;

/** A camera without secure context, permission, hardware or decoder: the page says which. @throws CameraFault */
export async function openCamera(options: Options): Promise<Camera> {
  if (!globalThis.isSecureContext || !navigator.mediaDevices) throw 'insecure' satisfies CameraFault;
  const stream = await openStream(options.cameraId);
  try {
    return await watch(stream, options);
  } catch (error) {
    release(stream);
    throw error;
  }
}

async function watch(stream: MediaStream, { video, ready, onText, onFault }: Options): Promise<Camera> {
  video.srcObject = stream;
  await video.play();
  const decode = await openDecoder().catch((error: unknown) => {
    throw error instanceof DecoderMissing ? ('unread' satisfies CameraFault) : error;
  });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  let stopped = false;

  const look = async (): Promise<void> => {
    if (!document.hidden && ready() && video.videoWidth > 0 && pen) {
      const side = 0.9 * Math.min(video.videoWidth, video.videoHeight);
      const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
      pen.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
      const text = await decode(canvas).catch((error: unknown) => {
        if (!(error instanceof DecoderMissing)) return null;
        if (!stopped) onFault('unread');
        stopped = true;
        return null;
      });
      if (text && !stopped && ready()) onText(text);
    }
    if (!stopped) setTimeout(() => void look(), PAUSE);
  };
  void look();

  const [track] = stream.getVideoTracks();
  const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  const ids = await cameraIds();
  return {
    hasTorch: Boolean(capabilities?.torch),
    next: ids.length > 1 ? (ids[(ids.indexOf(track?.getSettings().deviceId ?? '') + 1) % ids.length] ?? null) : null,
    setTorch: async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }),
    stop: () => {
      stopped = true;
      release(stream);
    },
  };
}

function release(stream: MediaStream): void {
  for (const each of stream.getTracks()) each.stop();
}

async function openStream(cameraId: string | null): Promise<MediaStream> {
  const which = cameraId ? { deviceId: { exact: cameraId } } : { facingMode: 'environment' };
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    // The chosen one is not there any more: another is better than none.
    if (cameraId && error instanceof OverconstrainedError) return openStream(null);
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    throw (refused ? 'refused' : 'missing') satisfies CameraFault;
  }
}

async function cameraIds(): Promise<string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId).map(({ deviceId }) => deviceId);
}
