import fc from 'fast-check';
import type { ColumnSchema, KqlType } from '../../../src/kql';
import { jsonRows, rowsToTable } from '../../../src/kql';
import { answer } from '../answers';
import { cellsOf, queryOver, rowsOf, tableOf } from './arbitrary-table';

const TYPES = Object.keys(cellsOf) as readonly KqlType[];
const columns: readonly ColumnSchema[] = TYPES.map((type) => ({ name: `a ${type}`, type }));

test('a table printed as JSON is read back as the same table', () => {
  fc.assert(
    fc.property(rowsOf(columns), (data) => {
      const printed = JSON.parse(JSON.stringify(jsonRows(tableOf(data)))) as readonly (readonly unknown[])[];
      expect(printed).toEqual(JSON.parse(JSON.stringify(data.rows)));
      const objects = printed.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
      expect(jsonRows(rowsToTable(objects, { columns }))).toEqual(printed);
    }),
  );
});

/** A cell as a literal of the language. */
function literal(type: KqlType, value: unknown): string {
  if (value === null) return `${type}(null)`;
  if (type === 'string') return JSON.stringify(value);
  if (type === 'dynamic') return `dynamic(${JSON.stringify(value)})`;
  if (type === 'real' && typeof value === 'string')
    return `real(${value.replace('Infinity', 'inf').replace('NaN', 'nan')})`;
  return `${type}(${value as string | number | boolean})`;
}

test('a table printed as datatable is the same table', () => {
  fc.assert(
    fc.property(rowsOf(columns, { maxRows: 2 }), (data) => {
      fc.pre(data.rows.length > 0);
      const schema = columns.map(({ name, type }) => `['${name}']: ${type}`).join(', ');
      const cells = data.rows.flatMap((row) => columns.map(({ type }, index) => literal(type, row[index])));
      const { rows, error } = answer(`datatable(${schema}) [${cells.join(', ')}]`);
      expect(error).toBeUndefined();
      expect(rows).toEqual(jsonRows(tableOf(data)));
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['datetime', 'todatetime(tostring(x)) == x'],
  ['timespan', 'totimespan(tostring(x)) == x'],
  ['long', 'tolong(tostring(x)) == x'],
  ['int', 'toint(tostring(x)) == x'],
  ['real', 'toreal(tostring(x)) == x or (isnan(x) and isnan(toreal(tostring(x))))'],
  ['decimal', 'todecimal(tostring(x)) == x'],
  ['guid', 'toguid(tostring(x)) == x'],
  ['bool', 'tobool(tostring(x)) == x'],
  ['dynamic', 'tostring(parse_json(tostring(pack("k", x)))) == tostring(pack("k", x))'],
  ['string', 'tostring(parse_json(tostring(pack_array(x)))[0]) == x'],
] as const)('a %s survives its text', (type, holds) => {
  const schema = [{ name: 'x', type }];
  const broken = queryOver({ T: schema }, `T | where isnotnull(x) | where not(coalesce(${holds}, false))`);
  fc.assert(fc.property(rowsOf(schema), (T) => expect(broken({ T })).toEqual([])));
});
