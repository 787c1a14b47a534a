import { openDecoder } from './decoder';

export type CameraFault = 'insecure' | 'refused' | 'missing';

export type Camera = {
  /** Whether the phone's light can be switched. */
  hasTorch: boolean;
  cameras: number;
  setTorch(on: boolean): Promise<void>;
  /** Whether the phone has taken the camera away, as it does from pages in the background. */
  ended(): boolean;
  stop(): void;
};

type Options = {
  video: HTMLVideoElement;
  /** Which of the phone's cameras; the back one first. */
  index: number;
  /** False while a verdict is shown or asked for. */
  ready: () => boolean;
  onText: (text: string) => void;
};

/** Side of the square that is looked at, in pixels: enough for a ticket, four times cheaper than the whole frame. */
const SIDE = 400;
const PAUSE = 150;

/** A camera without secure context, permission or hardware: the page says which. @throws CameraFault */
export async function openCamera({ video, index, ready, onText }: Options): Promise<Camera> {
  if (!globalThis.isSecureContext || !navigator.mediaDevices) throw 'insecure' satisfies CameraFault;
  const stream = await openStream(index);
  video.srcObject = stream;
  await video.play();
  const decode = await openDecoder();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  let stopped = false;

  const look = async (): Promise<void> => {
    if (!document.hidden && ready() && video.videoWidth > 0 && pen) {
      const side = 0.9 * Math.min(video.videoWidth, video.videoHeight);
      const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
      pen.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
      const text = await decode(canvas);
      if (text && !stopped && ready()) onText(text);
    }
    if (!stopped) setTimeout(() => void look(), PAUSE);
  };
  void look();

  const [track] = stream.getVideoTracks();
  const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  return {
    hasTorch: Boolean(capabilities?.torch),
    cameras: (await videoInputs()).length,
    setTorch: async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }),
    ended: () => track?.readyState === 'ended',
    stop: () => {
      stopped = true;
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

async function openStream(index: number): Promise<MediaStream> {
  const devices = index > 0 ? await videoInputs() : [];
  const deviceId = devices[index % Math.max(1, devices.length)]?.deviceId;
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'environment' };
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    throw (refused ? 'refused' : 'missing') satisfies CameraFault;
  }
}

const videoInputs = async () =>
  (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput');
