import type { Long } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany } from '../scalar-function';
import { parseIpv4 } from './ipv4';
import { textsIn } from './texts-in';

interface Ipv6 {
  readonly address: bigint;
  readonly prefix: number;
}

const V4_MAPPED = 0xffffn << 32n;
const ALL = (1n << 128n) - 1n;

/**
 * IPv6 text, or IPv4 text as the mapped address `::ffff:a.b.c.d` whose prefix counts from 96. In `::a.b.c.d` the IPv4
 * notation fills the last two groups and nothing is mapped; its prefix counts from 96 when it is printed, and is taken as
 * written when it is compared (facts: kql-semantics 7.3, and measured cases of the Kusto documentation).
 */
function parseIpv6(text: string, notation: 'as IPv4' | 'as written'): Ipv6 | null {
  const v4 = parseIpv4(text);
  if (v4 !== null) return { address: V4_MAPPED | BigInt(v4.address), prefix: v4.prefix + 96 };
  const [written = '', mask, ...more] = text.trim().split('/');
  // The zone of a link is no part of the address (measured on the Kusto emulator by duckdb-kql).
  const address = written.replace(/%.*$/s, '');
  if (more.length > 0 || (mask !== undefined && !/^\d{1,3}$/.test(mask))) return null;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const tail = dotted === null ? null : parseIpv4(dotted[2] ?? '');
  if (dotted !== null && tail === null) return null;
  const hex =
    dotted === null || tail === null
      ? address
      : `${dotted[1]}${Math.floor(tail.address / 65_536).toString(16)}:${(tail.address % 65_536).toString(16)}`;
  const value = groups(hex);
  const prefix = mask === undefined ? 128 : Number(mask) + (dotted === null || notation === 'as written' ? 0 : 96);
  return value === null || prefix > 128 ? null : { address: value, prefix };
}

function groups(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const read = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));
  const head = read(halves[0] ?? '');
  const rest = read(halves[1] ?? '');
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

const mask = (address: bigint, prefix: number): bigint => address & (ALL ^ ((1n << BigInt(128 - prefix)) - 1n));

const print = (address: bigint): string =>
  Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16).padStart(4, '0'),
  ).join(':');

const validPrefix = (prefix: Long): boolean => prefix >= 0 && prefix <= 128;

/** An explicit prefix is one of 128 bits, or one of 32 where both sides are IPv4. */
function compare(left: string, right: string, prefix: Long): number | null {
  const a = parseIpv6(left, 'as written');
  const b = parseIpv6(right, 'as written');
  if (a === null || b === null || !validPrefix(prefix)) return null;
  const both4 = parseIpv4(left) !== null && parseIpv4(right) !== null && Number(prefix) <= 32;
  const length = Math.min(a.prefix, b.prefix, Number(prefix) + (both4 ? 96 : 0));
  const x = mask(a.address, length);
  const y = mask(b.address, length);
  return x < y ? -1 : x > y ? 1 : 0;
}

function matches(left: string, right: string, prefix: Long): boolean | null {
  const order = compare(left, right, prefix);
  return order === null ? null : order === 0;
}

export function inIpv6Range(address: string, range: string): boolean | null {
  return matches(address, range, 128);
}

function inAnyRange(address: string, ranges: readonly (string | null)[]): boolean | null {
  if (parseIpv6(address, 'as written') === null) return null;
  return ranges.some((range) => range !== null && inIpv6Range(address, range) === true);
}

function canonical(text: string, prefix: Long): string | null {
  const ip = parseIpv6(text, 'as IPv4');
  return ip === null || !validPrefix(prefix) ? null : print(mask(ip.address, Math.min(ip.prefix, Number(prefix))));
}

// prettier-ignore
export const ipv6: readonly ScalarFunction[] = [
  fn('parse_ipv6', ['string'], 'string', (s) => canonical(s, 128)),
  fn('parse_ipv6_mask', ['string', 'long'], 'string', canonical),
  fn('ipv6_compare', ['string', 'string'], 'long', (a, b) => compare(a, b, 128)),
  fn('ipv6_compare', ['string', 'string', 'long'], 'long', compare),
  fn('ipv6_is_match', ['string', 'string'], 'bool', (a, b) => matches(a, b, 128)),
  fn('ipv6_is_match', ['string', 'string', 'long'], 'bool', matches),
  fn('ipv6_is_in_range', ['string', 'string'], 'bool', inIpv6Range),
  fn('ipv6_is_in_any_range', ['string', 'dynamic'], 'bool', (ip, ranges) => inAnyRange(ip, textsIn(ranges))),
  fnOfMany('ipv6_is_in_any_range', ['string'], 'string', 'bool', (ip, ...ranges) => inAnyRange(ip ?? '', ranges)),
];
