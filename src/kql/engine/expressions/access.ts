import { columnBuilder } from '../../table/builder';
import { mapEntries } from '../../table/coded-kernels';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { convert } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { elementOf, memberOf } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';

/** `operand.name`: access never fails, what is missing is null (facts: kql-semantics 5.1). */
export function member(operand: Operand, name: string, rowCount: number): Operand {
  return access(operand, rowCount, (value) => memberOf(value, name));
}

/** `operand[index]`: a number is a place in an array, a text a slot of a bag. */
export function element(operand: Operand, index: Operand, rowCount: number): Operand {
  const at = operandReader(index);
  return access(
    operand,
    rowCount,
    (value, row) => {
      const place = at(row);
      const key = index.type === 'dynamic' ? convert(place, 'dynamic', keyType(place)) : place;
      if (typeof key === 'string') return memberOf(value, key);
      return typeof key === 'number' ? elementOf(value, key) : null;
    },
    index.kind,
  );
}

const keyType = (value: Value): KqlType => (typeof value === 'string' ? 'string' : 'long');

function access(
  operand: Operand,
  rowCount: number,
  read: (value: Dynamic, row: number) => Dynamic,
  varying: 'constant' | 'column' = 'constant',
): Operand {
  if (operand.kind === 'constant' && varying === 'constant') {
    return constant('dynamic', read(dynamicOf(operand.type, operand.value), 0));
  }
  if (operand.kind === 'column' && operand.column.kind === 'dynamic' && varying === 'constant') {
    const { column } = operand;
    // Entries are read in place where there are no more of them than rows: the rows' codes stay what they are.
    return columnOperand(
      column.dictionary.length <= column.codes.length
        ? { ...column, dictionary: column.dictionary.map((entry) => read(entry, 0)) }
        : mapEntries(column, 'dynamic', (entry) => read(entry, 0)),
    );
  }
  const values = operandReader(operand);
  const builder = columnBuilder('dynamic');
  for (let row = 0; row < rowCount; row++) builder.push(read(dynamicOf(operand.type, values(row)), row));
  return columnOperand(builder.finish());
}

function dynamicOf(type: KqlType, value: Value): Dynamic {
  return type === 'dynamic' ? (value as Dynamic) : null;
}
