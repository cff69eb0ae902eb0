const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time as people say it: `14 days`, `36 hours`, `1 hour 30 minutes`. */
export function durationWords(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const exact = UNITS.find(([, size]) => whole >= size && whole % size === 0);
  if (exact !== undefined) return counted(whole / exact[1], exact[0]);
  const [large, small] = UNITS.flatMap(([name, size], index) => {
    const next = UNITS[index + 1];
    return whole >= size && next !== undefined ? [[name, size] as const, [next[0], next[1]] as const] : [];
  });
  if (large === undefined || small === undefined) return counted(whole, 'second');
  const rest = Math.round((whole % large[1]) / small[1]);
  const first = counted(Math.floor(whole / large[1]), large[0]);
  return rest === 0 ? first : `${first} ${counted(rest, small[0])}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How often, as people say it: `every day`, `every 5 minutes`. */
export function everyWords(seconds: number): string {
  return `every ${durationWords(seconds).replace(/^1 (?=\w+$)/, '')}`;
}
