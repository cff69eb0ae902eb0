import { unsupported } from '../../kql-error';
import type { Expression } from '../../plan/plan';
import { columnOperand, operandReader } from '../../table/operand';
import type { Operand } from '../../table/operand';
import type { Table } from '../../table/table';

/**
 * `* has "x"`: whether the test holds for any column. Texts and dynamics are tested. Whether numbers and dates are
 * found by their text is not documented: a row that only they would let in has no answer.
 */
export function anyColumn(
  { span }: Expression,
  { slots, rowCount }: Table,
  test: (operand: Operand) => Operand,
): Operand {
  const values = new Uint8Array(rowCount);
  // Columns that the engine adds, such as `$table`, are not searched.
  const searched = slots.filter(({ name }) => !name.startsWith('$'));
  const isText = (type: string): boolean => type === 'string' || type === 'dynamic';
  for (const slot of searched.filter(({ type }) => isText(type))) {
    const read = operandReader(test(columnOperand(slot.column())));
    for (let row = 0; row < rowCount; row++) if (read(row) === true) values[row] = 1;
  }
  for (const slot of searched.filter(({ type }) => !isText(type))) {
    const read = operandReader(test(columnOperand(slot.column())));
    for (let row = 0; row < rowCount; row++) {
      if (values[row] === 1 || read(row) !== true) continue;
      throw unsupported(`a match of '*' in '${slot.name}', of type ${slot.type},`, span, 'name the columns to test');
    }
  }
  return columnOperand({ kind: 'bool', type: 'bool', values });
}
