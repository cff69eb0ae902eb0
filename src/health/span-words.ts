const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** A time span as people say it, in its largest unit that keeps it readable. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const unit = UNITS.find(([, length]) => whole >= length && (whole % length === 0 || whole >= 2 * length));
  const [name, length] = unit ?? (['minute', 60] as const);
  const count = Math.max(1, Math.round(whole / length));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
