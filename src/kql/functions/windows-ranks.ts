import { columnBuilder } from '../table/builder';
import type { Operand } from '../table/operand';
import { columnOperand, operandReader } from '../table/operand';
import { compareValues } from '../values/compare';

/**
 * The rank of each row among rows that are already sorted: it changes where the term does. `dense` counts the changes,
 * `min` gives the number of the first row of equals.
 */
function ranked(step: 'dense' | 'min') {
  return ([term, restart]: readonly Operand[], rowCount: number): Operand | undefined => {
    if (term === undefined) return undefined;
    const read = operandReader(term);
    const restarts = restart === undefined ? () => false : operandReader(restart);
    const builder = columnBuilder('long');
    let rank = 0;
    let place = 0;
    for (let row = 0; row < rowCount; row++) {
      if (row === 0 || restarts(row) === true) {
        rank = 1;
        place = 1;
      } else {
        place++;
        const changed = compareValues(term.type, read(row), read(row - 1)) !== 0;
        if (changed) rank = step === 'dense' ? rank + 1 : place;
      }
      builder.push(rank);
    }
    return columnOperand(builder.finish());
  };
}

export const rowRankDense = ranked('dense');
export const rowRankMin = ranked('min');
