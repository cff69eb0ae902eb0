import { bagUnpack } from './bag-unpack';
import type { Plugin } from './plugin';

/** Every plugin of `evaluate`. One row each. */
export const plugins: Readonly<Record<string, Plugin>> = {
  bag_unpack: bagUnpack,
};
