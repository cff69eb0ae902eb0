import { unsupported } from '../../kql-error';
import type { ReducePlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import { operandReader } from '../../table/operand';
import { slotOf, Table } from '../../table/table';
import { textOf } from '../../values/print';
import { approximately } from '../approximation';
import { constantOf } from '../evaluate';
import { textPatterns } from '../patterns/text-patterns';
import type { Operator } from '../run';

const LEAST_SHARE = 0.1;

/** Texts as few patterns (source: Microsoft Learn, reduce-operator, read 2026-11-24). */
export const reduce: Operator<ReducePlan> = ({ input, by, threshold, characters, span }, run) => {
  approximately(run, { name: 'reduce', span });
  const table = run.table(input);
  const operand = run.evaluate(by, table);
  if (operand.type !== 'string')
    throw unsupported(`reduce by a ${operand.type}`, by.span, 'make it a text with tostring');
  const read = operandReader(operand);
  const share = threshold === undefined ? LEAST_SHARE : Number(constantOf(threshold, table, run).value);
  if (!(share > 0 && share <= 1)) throw unsupported('a threshold that is not between 0 and 1', span);
  const found = textPatterns(
    Array.from({ length: table.rowCount }, (_, row) => textOf('string', read(row))),
    {
      threshold: share,
      characters: characters === undefined ? '' : textOf('string', constantOf(characters, table, run).value),
    },
  );
  const slots = [
    slotOf(
      'Pattern',
      columnOf(
        'string',
        found.map(({ pattern }) => pattern),
      ),
    ),
    slotOf(
      'Count',
      columnOf(
        'long',
        found.map(({ count }) => count),
      ),
    ),
    slotOf(
      'Representative',
      columnOf(
        'string',
        found.map(({ representative }) => representative),
      ),
    ),
  ];
  return new Table(slots, found.length);
};
