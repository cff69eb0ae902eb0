import type { Dynamic } from '../../values/dynamic';
import type { Long } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany } from '../scalar-function';
import { textsIn } from './texts-in';

/** An address and the length of its prefix (32 without a mask). */
export interface Ipv4 {
  readonly address: number;
  readonly prefix: number;
}

// A number with a leading zero is none (measured on the Kusto emulator by duckdb-kql).
const TEXT = /^\s*(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?:\/(\d{1,2}))?\s*$/;

/** `192.168.1.1` or `192.168.1.1/24`; null for anything else. The address is not masked. */
export function parseIpv4(text: string): Ipv4 | null {
  const match = TEXT.exec(text);
  if (match === null) return null;
  const parts = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (prefix > 32 || parts.some((part) => part > 255)) return null;
  return { address: parts.reduce((all, part) => all * 256 + part, 0), prefix };
}

/** The address with everything behind the prefix zero. */
export function maskIpv4(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(address / size) * size;
}

const validPrefix = (prefix: Long): boolean => prefix >= 0 && prefix <= 32;

const printIpv4 = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** The smaller prefix of both sides and of the explicit one decides (facts: kql-semantics 7.2). */
function compare(left: string, right: string, prefix: Long): number | null {
  const a = parseIpv4(left);
  const b = parseIpv4(right);
  if (a === null || b === null || !validPrefix(prefix)) return null;
  const length = Math.min(a.prefix, b.prefix, Number(prefix));
  return Math.sign(maskIpv4(a.address, length) - maskIpv4(b.address, length));
}

function matches(left: string, right: string, prefix: Long): boolean | null {
  const order = compare(left, right, prefix);
  return order === null ? null : order === 0;
}

/** Whether the address is in the range; the range's own prefix counts, and the address's if it is shorter. */
export function inIpv4Range(address: string, range: string): boolean | null {
  return matches(address, range, 32);
}

function inAnyRange(address: string, ranges: readonly (string | null)[]): boolean | null {
  if (parseIpv4(address) === null) return null;
  return ranges.some((range) => range !== null && inIpv4Range(address, range) === true);
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** 10/8, 172.16/12 and 192.168/16 alone; a range is private when all of it is (facts: kql-semantics 7.1). */
function isPrivate(text: string): boolean | null {
  const ip = parseIpv4(text);
  if (ip === null) return null;
  return PRIVATE.some((range) => {
    const network = parseIpv4(range);
    return network !== null && ip.prefix >= network.prefix && maskIpv4(ip.address, network.prefix) === network.address;
  });
}

function format(value: string, prefix: Long, mask: 'with mask' | 'plain'): string {
  const ip = parseIpv4(/^\d+$/.test(value) ? printIpv4(Number(value)) : value);
  if (ip === null || !validPrefix(prefix) || (/^\d+$/.test(value) && Number(value) > 4_294_967_295)) return '';
  const length = Math.min(ip.prefix, Number(prefix));
  const text = printIpv4(maskIpv4(ip.address, length));
  return mask === 'with mask' ? `${text}/${length}` : text;
}

/** The fewest networks that cover a range exactly. */
function cidrList(first: string, last: string): Dynamic {
  const from = parseIpv4(first)?.address;
  const to = parseIpv4(last)?.address;
  if (from === undefined || to === undefined || from > to) return null;
  const list: string[] = [];
  let at = from;
  while (at <= to) {
    let prefix = 32;
    while (prefix > 0) {
      const size = 2 ** (32 - (prefix - 1));
      if (at % size !== 0 || at + size - 1 > to) break;
      prefix--;
    }
    list.push(`${printIpv4(at)}/${prefix}`);
    at += 2 ** (32 - prefix);
  }
  return list;
}

/** Addresses in a text that nothing alphanumeric touches. */
function* addressesIn(text: string): Generator<string> {
  for (const [found] of text.matchAll(/(?<![A-Za-z0-9])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![A-Za-z0-9])/g)) {
    if (parseIpv4(found) !== null) yield found;
  }
}

function hasIpv4(text: string, ip: string): boolean {
  if (parseIpv4(ip) === null || ip.includes('/')) return false;
  for (const found of addressesIn(text)) if (found === ip) return true;
  return false;
}

/** A prefix ends with a dot or is a whole address. */
function hasPrefix(text: string, prefix: string): boolean {
  const whole = parseIpv4(prefix) !== null;
  if (!whole && !/^(?:\d{1,3}\.){1,3}$/.test(prefix)) return false;
  for (const found of addressesIn(text)) if (whole ? found === prefix : found.startsWith(prefix)) return true;
  return false;
}

// prettier-ignore
export const ipv4: readonly ScalarFunction[] = [
  fn('parse_ipv4', ['string'], 'long', (s) => { const ip = parseIpv4(s); return ip === null ? null : maskIpv4(ip.address, ip.prefix); }),
  fn('parse_ipv4_mask', ['string', 'long'], 'long', (s, prefix) => { const ip = parseIpv4(s); return ip === null || !validPrefix(prefix) ? null : maskIpv4(ip.address, Math.min(ip.prefix, Number(prefix))); }),
  fn('ipv4_compare', ['string', 'string'], 'long', (a, b) => compare(a, b, 32)),
  fn('ipv4_compare', ['string', 'string', 'long'], 'long', compare),
  fn('ipv4_is_match', ['string', 'string'], 'bool', (a, b) => matches(a, b, 32)),
  fn('ipv4_is_match', ['string', 'string', 'long'], 'bool', matches),
  fn('ipv4_is_in_range', ['string', 'string'], 'bool', inIpv4Range),
  fn('ipv4_is_in_any_range', ['string', 'dynamic'], 'bool', (ip, ranges) => inAnyRange(ip, textsIn(ranges))),
  fnOfMany('ipv4_is_in_any_range', ['string'], 'string', 'bool', (ip, ...ranges) => inAnyRange(ip ?? '', ranges)),
  fn('ipv4_is_private', ['string'], 'bool', isPrivate),
  fn('ipv4_netmask_suffix', ['string'], 'long', (s) => parseIpv4(s)?.prefix ?? null),
  fn('ipv4_range_to_cidr_list', ['string', 'string'], 'dynamic', cidrList),
  fn('format_ipv4', ['text'], 'string', (v) => format(v, 32, 'plain')),
  fn('format_ipv4', ['text', 'long'], 'string', (v, prefix) => format(v, prefix, 'plain')),
  fn('format_ipv4_mask', ['text'], 'string', (v) => format(v, 32, 'with mask')),
  fn('format_ipv4_mask', ['text', 'long'], 'string', (v, prefix) => format(v, prefix, 'with mask')),
  fn('has_ipv4', ['text', 'string'], 'bool', hasIpv4),
  fn('has_ipv4_prefix', ['text', 'string'], 'bool', hasPrefix),
  fn('has_any_ipv4', ['text', 'dynamic'], 'bool', (s, list) => textsIn(list).some((ip) => hasIpv4(s, ip))),
  fnOfMany('has_any_ipv4', ['text'], 'string', 'bool', (s, ...list) => list.some((ip) => ip !== null && hasIpv4(s ?? '', ip))),
  fn('has_any_ipv4_prefix', ['text', 'dynamic'], 'bool', (s, list) => textsIn(list).some((ip) => hasPrefix(s, ip))),
  fnOfMany('has_any_ipv4_prefix', ['text'], 'string', 'bool', (s, ...list) => list.some((ip) => ip !== null && hasPrefix(s ?? '', ip))),
];
