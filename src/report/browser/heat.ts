/** From how many rules on a cell of the matrix is a step darker. */
export const HEAT_FROM = [1, 2, 4, 8] as const;

/** Step of a cell, 0 to 4. */
export function heatOf(rules: number): number {
  return HEAT_FROM.filter((from) => rules >= from).length;
}
