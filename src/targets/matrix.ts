import type { Placement } from './placement';

/** What one target makes of one rule. */
export type MatrixCell = Placement & {
  /** Keys of the rule that the target's tuning sets. */
  readonly tuned: readonly string[];
};

export interface MatrixTarget {
  readonly name: string;
  readonly tags: readonly string[];
  readonly portal: 'azure' | 'defender';
  /** Wave in which it is deployed; null where the configuration has none. */
  readonly wave: string | null;
  /** How many tables it is known to have; null where nobody has asked it. */
  readonly tables: number | null;
}

export interface MatrixRule {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** One a target, in their order. */
  readonly cells: readonly MatrixCell[];
}

/** Which rule goes to which target, and why. */
export interface Matrix {
  readonly targets: readonly MatrixTarget[];
  readonly rules: readonly MatrixRule[];
}

/** Targets that leave a rule out for the same reason. */
export interface LeftOut {
  readonly why: string;
  readonly targets: readonly string[];
}

/** Why a rule does not go where it does not, the most common reason first. */
export function leftOut({ cells }: MatrixRule, targets: Matrix['targets']): readonly LeftOut[] {
  const byReason = new Map<string, string[]>();
  for (const [index, { goes, why }] of cells.entries()) {
    const name = targets[index]?.name;
    if (goes || name === undefined) continue;
    byReason.set(why, [...(byReason.get(why) ?? []), name]);
  }
  return [...byReason]
    .map(([why, names]) => ({ why, targets: names }))
    .toSorted((a, b) => b.targets.length - a.targets.length);
}

/** How many targets a rule goes to. */
export function reach({ cells }: MatrixRule): number {
  return cells.filter(({ goes }) => goes).length;
}
