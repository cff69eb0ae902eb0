import type { GetSchemaPlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import { tableOf } from '../../table/table';
import type { KqlType } from '../../values/type';
import type { Operator } from '../run';

// prettier-ignore
const SYSTEM_TYPES: Readonly<Record<KqlType, string>> = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  string: 'System.String',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  guid: 'System.Guid',
  dynamic: 'System.Object',
};

export const getSchema: Operator<GetSchemaPlan> = ({ input }, run) => {
  const { schema } = run.table(input);
  return tableOf({
    ColumnName: columnOf(
      'string',
      schema.map(({ name }) => name),
    ),
    // The binder says long; the emulator makes it an int (facts: kql-semantics 6.33).
    ColumnOrdinal: columnOf(
      'int',
      schema.map((_, index) => index),
    ),
    DataType: columnOf(
      'string',
      schema.map(({ type }) => SYSTEM_TYPES[type]),
    ),
    ColumnType: columnOf(
      'string',
      schema.map(({ type }) => type),
    ),
  });
};
