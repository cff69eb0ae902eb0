const ISO = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SHORT = /^(\d+)([mhd])$/;
const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/**
 * Seconds of a duration text: ISO 8601 (`PT1H30M`, `P1D`, `P1W`) or the community template's short form (`5m`, `1h`,
 * `14d`). Undefined for anything else: years and months have no fixed length, and `5M` or `1.5h` are mistakes.
 */
export function parseDuration(text: string): number | undefined {
  const short = SHORT.exec(text);
  if (short !== null) return Number(short[1]) * (UNIT_SECONDS[short[2] ?? ''] ?? Number.NaN);
  const iso = ISO.exec(text);
  if (iso === null || /[PT]$/.test(text)) return undefined;
  const [, sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = iso;
  const total =
    Number(weeks) * 604_800 + Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === undefined ? total : -total;
}

/** The one ISO 8601 text of a number of seconds: `P1DT2H`, `PT5M`, `PT0S`. */
export function printDuration(seconds: number): string {
  if (seconds === 0) return 'PT0S';
  const sign = seconds < 0 ? '-' : '';
  let rest = Math.abs(seconds);
  const take = (unit: number): number => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count;
  };
  const days = take(86_400);
  const hours = take(3600);
  const minutes = take(60);
  const date = days > 0 ? `${days}D` : '';
  const time = [
    hours > 0 ? `${hours}H` : '',
    minutes > 0 ? `${minutes}M` : '',
    rest > 0 ? `${Number(rest.toFixed(7))}S` : '',
  ].join('');
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`;
}
