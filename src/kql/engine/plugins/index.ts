import { bagUnpack } from './bag-unpack';
import { ipv4Lookup, ipv6Lookup } from './ip-lookup';
import { pivot } from './pivot';
import type { Plugin } from './plugin';

/** Every plugin of `evaluate`. One row each. */
export const plugins: Readonly<Record<string, Plugin>> = {
  bag_unpack: bagUnpack,
  ipv4_lookup: ipv4Lookup,
  ipv6_lookup: ipv6Lookup,
  pivot,
};
