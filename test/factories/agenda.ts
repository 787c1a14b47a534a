const DAY = 24 * 60 * 60_000;

/** One day of eight hours of 45 minutes in Asia/Makassar: 08:00 to 15:30 with a break of 90 minutes, 8 JP. */
export function agenda(now: Date, inDays = 7, days = 1): object[] {
  return Array.from({ length: days }, (_, index) => {
    const midnight = Math.floor(now.getTime() / DAY + inDays + index) * DAY - 8 * 3_600_000;
    const session = (kind: string, title: string, from: number, to: number) => ({
      kind,
      title,
      startsAt: new Date(midnight + from * 60_000).toISOString(),
      endsAt: new Date(midnight + to * 60_000).toISOString(),
    });
    return [
      session('registration', 'Registrasi ulang', 7 * 60, 8 * 60),
      session('topic', 'Arsitektur SPBE dan data terbuka', 8 * 60, 11 * 60),
      session('break', 'Istirahat, salat dan makan', 11 * 60, 12 * 60 + 30),
      session('topic', 'Keamanan informasi daerah', 12 * 60 + 30, 15 * 60 + 30),
    ];
  }).flat();
}

/** From and to, cut at midnight in Bitung: a session ends on the day it begins. */
export function withinDays(from: Date, to: Date): { startsAt: string; endsAt: string }[] {
  const midnight = new Date((Math.floor((from.getTime() + 8 * 3_600_000) / DAY) + 1) * DAY - 8 * 3_600_000);
  const span = (start: Date, end: Date) => ({ startsAt: start.toISOString(), endsAt: end.toISOString() });
  return midnight < to ? [span(from, midnight), ...withinDays(midnight, to)] : [span(from, to)];
}
