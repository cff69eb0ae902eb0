/** Seeded draws (mulberry32): the same seed, the same rows. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from 0 to below `size`, all alike. */
  below(size: number): number;
  /** A whole number from 0 to below `size`, small ones far more often: few users sign in often, many rarely. */
  skewed(size: number): number;
  pick<T>(list: readonly T[]): T;
  hex(digits: number): string;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (size: number): number => Math.floor(next() * size);
  return {
    next,
    below,
    skewed: (size) => Math.floor(size * next() ** 2),
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += below(0x10000000).toString(16).padStart(7, '0');
      return text.slice(0, digits);
    },
  };
}
