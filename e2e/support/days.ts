// Days relative to today, since the host's clock is the real one. Days are those of Vietnam (UTC+7).

const DAY_MS = 86_400_000;

/** `yyyy-mm-dd`, so many days after today; negative: before. */
export function day(offset: number): string {
  return new Date(Date.now() + 7 * 3_600_000 + offset * DAY_MS).toISOString().slice(0, 10);
}

/** An ISO date, or a part of one, as people type it. */
export function typed(iso: string): string {
  return iso.split("-").reverse().join("/");
}
