import type { PlacementTarget } from './placement';

/** Targets that are taken at the same time. Without names and tags: all that no wave before it has. */
export interface Wave {
  readonly name: string;
  readonly targets?: readonly string[];
  readonly tags?: readonly string[];
  /** How long to wait after it before the next one begins. */
  readonly soakSeconds: number;
}

/** A wave with its targets, in the order in which they were given. */
export interface FilledWave<T> {
  readonly name: string;
  readonly soakSeconds: number;
  readonly targets: readonly T[];
}

const REST = 'rest';

/**
 * Targets in the order of the waves; waves that get none are left out. A target is in the first wave that names it or
 * one of its tags; those that no wave takes come last of all.
 */
export function intoWaves<T extends PlacementTarget>(
  targets: readonly T[],
  waves: readonly Wave[],
): readonly FilledWave<T>[] {
  const left = new Set(targets);
  const filled = waves.map(({ name, soakSeconds, ...wave }) => {
    const taken = [...left].filter((target) => takes(wave, target));
    for (const target of taken) left.delete(target);
    return { name, soakSeconds, targets: taken };
  });
  return [...filled, { name: REST, soakSeconds: 0, targets: [...left] }].filter((wave) => wave.targets.length > 0);
}

function takes({ targets, tags }: Pick<Wave, 'targets' | 'tags'>, { name, tags: own }: PlacementTarget): boolean {
  if (targets === undefined && tags === undefined) return true;
  return (targets ?? []).includes(name) || (tags ?? []).some((tag) => own.includes(tag));
}
