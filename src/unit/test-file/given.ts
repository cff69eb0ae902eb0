import type { Span } from '../../diagnostics';
import type { YamlPath } from '../../yaml';
import type { Instant } from '../instant';
import type { Cell, Given } from './model';
import type { Reading } from './reading';
import { orNearest } from './reading';

/** Keys beside the one that names a row or a table. */
const BESIDE: ReadonlySet<string> = new Set(['at', 'ingested', 'count', 'every', 'where', 'fixture', 'table']);
const MOST_COPIES = 100_000;

export interface RowDefaults {
  readonly at: Instant;
  readonly ingested: Instant;
}

/** What a row says, once the rows that it is made from are known. */
interface Shape {
  readonly table: string;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly at?: Instant;
  readonly ingested?: Instant;
}

/** Reads the entries of `given`: rows by name, rows with changes, rows in place, fixtures. */
export function givenReader(reading: Reading, defaults: RowDefaults): (path: YamlPath) => readonly Given[] {
  const { document } = reading;
  const names = reading.entries(['rows']).map(([name]) => name);
  const named = new Map<string, Shape | undefined>();

  const rowNamed = (name: string, span: Span, within: readonly string[]): Shape | undefined => {
    if (within.includes(name)) {
      reading.report({
        code: 'test-row-circle',
        span,
        message: `the row ${name} is made from itself: ${[...within, name].join(' -> ')}`,
        help: 'a row is made from a table or from another row',
      });
      return undefined;
    }
    if (named.has(name)) return named.get(name);
    const shape = shapeAt(['rows', name], [...within, name]);
    named.set(name, shape);
    return shape;
  };

  const shapeAt = (path: YamlPath, within: readonly string[]): Shape | undefined => {
    const own = reading.entries(path).filter(([key]) => !BESIDE.has(key));
    const [first] = own;
    if (first === undefined || own.length > 1) {
      const keys = own.map(([key]) => key).join(', ');
      reading.report({
        code: 'test-given',
        span: own[1]?.[1].span ?? document.spanOf(path, 'value'),
        message: `expected one table or row with its columns, found ${own.length === 0 ? 'none' : `${own.length}: ${keys}`}`,
        help: 'write `{ TABLE: { COLUMN: value } }` or `{ ROW: { COLUMN: value } }`, one entry for each event',
      });
      return undefined;
    }
    const [key, { node, span }] = first;
    const cells = new Map<string, Cell>();
    if (node.kind === 'mapping')
      for (const { key: column, value } of node.entries) cells.set(column.text, { node: value, span: column.span });
    else if (node.kind !== 'scalar' || node.text !== '') {
      reading.report({
        code: 'test-given',
        span,
        message: `expected the columns of ${key}`,
        help: 'write `{ COLUMN: value }`',
      });
      return undefined;
    }
    const at = reading.instant([...path, 'at']);
    const ingested = reading.instant([...path, 'ingested']);
    const times = { ...(at === undefined ? {} : { at }), ...(ingested === undefined ? {} : { ingested }) };
    if (!names.includes(key)) return { table: key, cells, ...times };
    const base = rowNamed(key, span, within);
    return base === undefined ? undefined : { ...base, cells: new Map([...base.cells, ...cells]), ...times };
  };

  const copies = (path: YamlPath): { readonly count: number; readonly every: number } | undefined => {
    const count = Number(reading.text([...path, 'count']) ?? 1);
    const every = reading.instant([...path, 'every']);
    if (Number.isInteger(count) && count >= 1 && count <= MOST_COPIES)
      return { count, every: every?.milliseconds ?? 0 };
    reading.report({
      code: 'test-given',
      span: document.spanOf([...path, 'count'], 'value'),
      message: `count is ${reading.text([...path, 'count'])}, expected a whole number from 1 to ${MOST_COPIES}`,
    });
    return undefined;
  };

  return (path) => {
    const node = document.nodeAt(path);
    const span = document.spanOf(path, 'value');
    if (node?.kind === 'scalar') {
      if (!names.includes(node.text)) {
        const known = names.length === 0 ? 'define it under `rows`' : `there are: ${names.join(', ')}`;
        const help = orNearest(node.text, names, known);
        reading.report({ code: 'test-row-unknown', span, message: `no row is named ${node.text}`, help });
        return [];
      }
      const shape = rowNamed(node.text, span, []);
      return shape === undefined ? [] : [{ kind: 'row', ...defaults, ...shape, count: 1, every: 0, span }];
    }
    const fixture = reading.text([...path, 'fixture']);
    if (fixture !== undefined) return [fixtureAt(reading, path, fixture)];
    const shape = shapeAt(path, []);
    const times = copies(path);
    if (shape === undefined || times === undefined) return [];
    return [{ kind: 'row', ...defaults, ...shape, ...times, span }];
  };
}

function fixtureAt(reading: Reading, path: YamlPath, fixture: string): Given {
  const file = fixture.split('/').pop() ?? fixture;
  const where = reading.text([...path, 'where']);
  return {
    kind: 'fixture',
    table: reading.text([...path, 'table']) ?? file.replace(/\..*$/, ''),
    fixture,
    where: where ?? new Map(reading.entries([...path, 'where'])),
    at: reading.instant([...path, 'at']),
    span: reading.document.spanOf(path, 'value'),
  };
}
