import { DateTime } from 'luxon';
import type { SessionInput } from './demo-world.js';

export const zone = 'Asia/Makassar';

/** A time of the day in Bitung. */
export const wita = (date: string, time: string): Date => DateTime.fromISO(`${date}T${time}`, { zone }).toJSDate();

/** A time of a day so many days before `now`, as a calendar in Bitung counts them. */
export const daysBefore = (now: Date, days: number, time: string): Date =>
  wita(DateTime.fromJSDate(now, { zone }).minus({ days }).toFormat('yyyy-MM-dd'), time);

export interface Speakers {
  policy: string;
  readiness: string;
  masterplan: string;
  moderator: string;
}

export const speaks = (speakerId: string) => [{ speakerId, role: 'speaker' as const }];

/** Makes sessions of that day. */
export const sessionsOn =
  (date: string) =>
  (
    kind: SessionInput['kind'],
    from: string,
    to: string,
    title: string,
    more: Partial<SessionInput> = {},
  ): SessionInput => ({ kind, title, startsAt: wita(date, from), endsAt: wita(date, to), ...more });

/** The day of a stage: four times two JP between opening and closing. */
export function agendaOf(date: string, { policy, readiness, masterplan, moderator }: Speakers): SessionInput[] {
  const session = sessionsOn(date);
  return [
    session('registration', '07:30', '08:15', 'Registrasi dan presensi'),
    session('opening', '08:15', '08:45', 'Pembukaan', {
      detail: 'Indonesia Raya, doa, laporan panitia, sambutan Wali Kota',
    }),
    session('signing', '08:45', '09:15', 'Penandatanganan komitmen bersama', { detail: 'Dilanjutkan foto bersama' }),
    session('topic', '09:15', '10:45', 'Arah kebijakan, kelembagaan, dan tata kelola smart city', {
      speakers: speaks(policy),
    }),
    session('topic', '10:45', '12:15', 'Analisis kesenjangan kesiapan: struktur, infrastruktur, dan suprastruktur', {
      speakers: speaks(readiness),
    }),
    session('break', '12:15', '13:15', 'Istirahat, salat, dan makan siang'),
    session('discussion', '13:15', '14:45', 'Diskusi kelompok enam dimensi: SWOT dan prioritas', {
      speakers: [{ speakerId: moderator, role: 'moderator' }],
    }),
    session('topic', '14:45', '16:15', 'Rancangan masterplan dan penentuan quick win', {
      speakers: speaks(masterplan),
    }),
    session('closing', '16:15', '16:45', 'Evaluasi dan penutupan'),
  ];
}
