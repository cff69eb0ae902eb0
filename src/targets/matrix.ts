import type { Placement } from './placement';

/** A rule as a row of the matrix. */
export interface MatrixRule {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** What one target makes of one rule. */
export type MatrixCell = Placement & {
  /** What the target's tuning changes, by key. */
  readonly tuned: readonly string[];
};

/** Which rule goes where: a row a rule, a cell a target. */
export interface Matrix {
  readonly targets: readonly {
    readonly name: string;
    readonly tags: readonly string[];
    readonly portal: 'azure' | 'defender';
    /** How many tables it is known to have; null where nobody has asked it. */
    readonly tables: number | null;
  }[];
  readonly rules: readonly (MatrixRule & { readonly cells: readonly MatrixCell[] })[];
}
