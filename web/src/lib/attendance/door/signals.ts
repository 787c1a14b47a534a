import type { Tone } from '../verdicts';

/** One high tone, two middle ones, one low one: told apart without looking. */
const TONES: Record<Tone, { frequency: number; at: number; length: number }[]> = {
  accepted: [{ frequency: 1320, at: 0, length: 0.14 }],
  ask: [
    { frequency: 660, at: 0, length: 0.12 },
    { frequency: 660, at: 0.2, length: 0.12 },
  ],
  refused: [{ frequency: 196, at: 0, length: 0.45 }],
};
const VIBRATIONS: Record<Tone, number[]> = { accepted: [40], ask: [80, 80, 80], refused: [300] };

let context: AudioContext | undefined;

/** Browsers allow sound only after the first tap; call it from one. */
export function allowSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

export function signal(tone: Tone): void {
  navigator.vibrate?.(VIBRATIONS[tone]);
  if (!context || context.state !== 'running') return;
  for (const { frequency, at, length } of TONES[tone]) {
    const oscillator = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0.25 });
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(context.currentTime + at);
    oscillator.stop(context.currentTime + at + length);
  }
}
