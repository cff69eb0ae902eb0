import { unsupported } from '../../kql-error';
import { operandReader } from '../../table/operand';
import type { Plugin } from './plugin';
import { constantArgument } from './timeline';

/** The rows so near to one that fits (source: Microsoft Learn, rows-near-plugin, read 2026-11-24). */
export const rowsNear: Plugin = (input) => {
  const { table, args, run, span } = input;
  const [condition, before, after] = args;
  if (condition === undefined || 'op' in condition) throw unsupported('rows_near without a condition', span);
  const back = Number(constantArgument(input, before).value);
  const forth = after === undefined ? back : Number(constantArgument(input, after).value);
  const holds = operandReader(run.evaluate(condition, table));
  const near = new Uint8Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row++) {
    if (holds(row) === true) near.fill(1, Math.max(0, row - back), row + forth + 1);
  }
  return table.gather(Int32Array.from([...near.keys()].filter((row) => near[row] === 1)));
};
