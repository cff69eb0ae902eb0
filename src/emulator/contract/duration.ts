const ISO = /^(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;

/**
 * Seconds of an ISO 8601 duration (`PT5M`, `P1DT2H`), or undefined. Weeks are read too; years and months are not, since
 * a .NET TimeSpan has no place for them.
 */
export function durationSeconds(value: string): number | undefined {
  if (!value.startsWith('P') || value.endsWith('P') || value.endsWith('T')) return undefined;
  const found = ISO.exec(value.slice(1));
  if (found === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0));
  return (weeks ?? 0) * 604_800 + (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** The text that .NET's XmlConvert makes of a time span: `P1DT1H`, `PT5M`, `PT0S`. */
export function xmlDuration(total: number): string {
  if (total === 0) return 'PT0S';
  const whole = Math.floor(total);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 3600) % 24, 'H'],
    [Math.floor(whole / 60) % 60, 'M'],
    [Number((total % 60).toFixed(7)), 'S'],
  ];
  const days = Math.floor(whole / 86_400);
  const time = parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
  return `P${days === 0 ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
}
