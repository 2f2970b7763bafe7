/** China has kept UTC+8 without summer time since 1992, and every instant told here is later than that. */
const OFFSET_MS = 8 * 3_600_000;

/** `2026-05-20T09:30:00.000+08:00`, the form of every stored time. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().replace('Z', '+08:00');
}

/** The date in Shanghai as a yyyymmdd integer: "today" is not the day of UTC. */
export function shanghaiDay(instant: Date): number {
  return Number(shanghaiTime(instant).slice(0, 10).replaceAll('-', ''));
}

/** `2026-05-20 09:30`, for people. */
export function shanghaiMinute(instant: Date): string {
  return shanghaiTime(instant).slice(0, 16).replace('T', ' ');
}
