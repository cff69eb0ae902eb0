import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';

// The constants of RFC 3492, section 5.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10ffff;

const PREFIX = 'xn--';

function adapt(delta: number, length: number, first: 'first' | 'later'): number {
  let rest = first === 'first' ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; bias += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const threshold = (k: number, bias: number): number => Math.min(T_MAX, Math.max(T_MIN, k - bias));

/** A digit of base 36: `a` is 0, `0` is 26. */
const digitText = (value: number): string => (value < 26 ? String.fromCharCode(97 + value) : String(value - 26));

function valueOfDigit(char: string): number | undefined {
  if (/^[a-z]$/i.test(char)) return char.toLowerCase().charCodeAt(0) - 97;
  return /^\d$/.test(char) ? Number(char) + 26 : undefined;
}

/** Text as punycode without a prefix (RFC 3492, section 6.3). A delimiter follows the basic characters if there are any. */
export function encodePunycode(text: string): string {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_CODE_POINT);
  let out = String.fromCodePoint(...basic);
  let handled = basic.length;
  if (handled > 0) out += '-';
  let [n, delta, bias] = [FIRST_CODE_POINT, 0, FIRST_BIAS];
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      let rest = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (rest < t) break;
        out += digitText(t + ((rest - t) % (BASE - t)));
        rest = Math.floor((rest - t) / (BASE - t));
      }
      out += digitText(rest);
      bias = adapt(delta, handled + 1, handled === basic.length ? 'first' : 'later');
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

/** The text of punycode without a prefix (RFC 3492, section 6.2); null for what is none. */
export function decodePunycode(code: string): string | null {
  const end = Math.max(0, code.lastIndexOf('-'));
  const points = Array.from(code.slice(0, end), (char) => char.codePointAt(0) ?? 0);
  if (points.some((point) => point >= FIRST_CODE_POINT)) return null;
  let [n, i, bias] = [FIRST_CODE_POINT, 0, FIRST_BIAS];
  for (let at = end > 0 ? end + 1 : 0; at < code.length;) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const value = valueOfDigit(code.charAt(at++));
      if (value === undefined) return null;
      i += value * weight;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= BASE - t;
    }
    const length = points.length + 1;
    bias = adapt(i - before, length, before === 0 ? 'first' : 'later');
    n += Math.floor(i / length);
    if (n > LAST_CODE_POINT) return null;
    i %= length;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

/** The four characters that IDNA takes for a dot between labels (RFC 3490, section 3.1). */
const DOTS = /[.。．｡]/;

const isBasic = (text: string): boolean => !/[^\p{ASCII}]/u.test(text);

const encodeDomain = (domain: string): string =>
  domain
    .split(DOTS)
    .map((label) => (isBasic(label) ? label : `${PREFIX}${encodePunycode(label)}`))
    .join('.');

function decodeDomain(domain: string): string | null {
  const labels = domain
    .split(DOTS)
    .map((label) => (label.toLowerCase().startsWith(PREFIX) ? decodePunycode(label.slice(PREFIX.length)) : label));
  return labels.includes(null) ? null : labels.join('.');
}

/**
 * The names read the other way round for domains: `punycode_from_string` encodes, `punycode_domain_from_string`
 * decodes (source: Microsoft Learn, punycode-from-string-function and punycode-domain-to-string-function, read
 * 2026-11-24). What cannot be read is "".
 */
// prettier-ignore
export const punycodes: readonly ScalarFunction[] = [
  fn('punycode_from_string',        ['string'], 'string', encodePunycode),
  fn('punycode_to_string',          ['string'], 'string', decodePunycode),
  fn('punycode_domain_to_string',   ['string'], 'string', encodeDomain),
  fn('punycode_domain_from_string', ['string'], 'string', decodeDomain),
];
