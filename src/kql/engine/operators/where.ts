import { conjuncts } from '../../plan/conjuncts';
import type { Expression, WherePlan } from '../../plan/plan';
import type { Table } from '../../table/table';
import { truths } from '../expressions/logic';
import type { Operator, Run } from '../run';
import { joinFor } from './join';

/** Rows whose predicate is true; null is not. The parts of an `and` filter one after another, each fewer rows. */
export const where: Operator<WherePlan> = ({ input, predicate }, run) => {
  const parts = conjuncts(predicate);
  const rows = input.op === 'join' && run.steps === 'fused' ? joinFor(input, parts, run) : run.table(input);
  return parts.reduce((table, part) => filter(table, part, run), rows);
};

function filter(table: Table, predicate: Expression, run: Run): Table {
  const operand = run.evaluate(predicate, table);
  if (operand.kind === 'constant') {
    return truths(operand, 1)[0] === 1 ? table : table.gather(new Int32Array(0));
  }
  const kept = truths(operand, table.rowCount);
  let count = 0;
  for (let row = 0; row < kept.length; row++) if (kept[row] === 1) count++;
  if (count === table.rowCount) return table;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < kept.length; row++) if (kept[row] === 1) rows[at++] = row;
  return table.gather(rows);
}
