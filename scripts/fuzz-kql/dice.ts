import { seededRandom } from '../../src/kql';

/** Seeded choices: the same seed, the same choices. */
export interface Dice {
  /** A whole number below `size`. */
  below(size: number): number;
  /** Whether an event of this probability happens. */
  happens(probability: number): boolean;
  one<T>(choices: readonly T[]): T;
  /** Between `least` and `most` of the choices, in their order. */
  some<T>(choices: readonly T[], least: number, most: number): readonly T[];
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (size: number): number => Math.floor(random() * size);
  return {
    below,
    happens: (probability) => random() < probability,
    one(choices) {
      const index = below(choices.length);
      if (index >= choices.length) throw new Error('a choice out of nothing');
      return choices[index] as (typeof choices)[number];
    },
    some(choices, least, most) {
      const wanted = Math.min(choices.length, least + below(most - least + 1));
      const taken = new Set<number>();
      while (taken.size < wanted) taken.add(below(choices.length));
      return choices.filter((_, index) => taken.has(index));
    },
  };
}
