/** Milliseconds since 1970, or an offset in milliseconds from something that the place decides. */
export interface Instant {
  readonly kind: 'absolute' | 'offset';
  readonly milliseconds: number;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const OFFSET = /^([+-]?\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads `2026-01-10T00:00:00Z`, `2026-01-10`, `-2h`, `+3m`. A time without a zone is UTC. Undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    return { kind: 'offset', milliseconds: Number(offset[1]) * (UNITS[offset[2] ?? ''] ?? Number.NaN) };
  }
  const day = ISO.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  const zoned = text.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  const milliseconds = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(milliseconds) ? undefined : { kind: 'absolute', milliseconds };
}

/** Whether the calendar has that day: to JavaScript February 30 is a day in March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The time that an instant means, counted from `base` if it is an offset. */
export function resolveInstant(instant: Instant, base: number): number {
  return instant.kind === 'absolute' ? instant.milliseconds : base + instant.milliseconds;
}
