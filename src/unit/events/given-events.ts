import type { Diagnostic, Source } from '../../diagnostics';
import type { Knowledge } from '../../rules';
import { parseInstant, resolveInstant } from '../instant';
import type { GivenRow, TestCase } from '../test-file/model';
import { errorIn, orNearest } from '../test-file/reading';
import type { Finding } from '../test-file/reading';
import { readCell } from './cell';
import type { Event, Fixtures, TableShape } from './event';
import { tableShape } from './event';
import { fixtureEvents } from './fixture-events';

export interface EventContext {
  /** The test file. */
  readonly source: Source;
  readonly knowledge: Knowledge;
  readonly fixtures: Fixtures;
}

/** Placeholder in the text of a cell for the number of the copy, 1 where there is only one. */
const NUMBER = '{n}';

/** The events of a case, typed by the schemas of their tables. What a table does not have is an error. */
export function givenEvents(
  testCase: TestCase,
  context: EventContext,
): { readonly events: readonly Event[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (finding: Finding): void => void diagnostics.push(errorIn(context.source, finding));
  const events = testCase.given.flatMap((given): readonly Event[] => {
    const shape = tableShape(given.table, context.knowledge);
    if (shape === undefined) {
      const near = context.knowledge.nearest(given.table);
      report({
        code: 'test-table-unknown',
        span: given.span,
        message: `no table, parser or row is named ${given.table}`,
        help:
          near === undefined ? 'name a table of schemas/tables, or add a schema file for it' : `did you mean ${near}?`,
      });
      return [];
    }
    return given.kind === 'row'
      ? rowEvents(given, shape, testCase.now, report)
      : fixtureEvents(given, shape, { now: testCase.now, report, ...context });
  });
  return { events, diagnostics };
}

function rowEvents(
  given: GivenRow,
  shape: TableShape,
  now: number,
  report: (finding: Finding) => void,
): readonly Event[] {
  const cells: Record<string, unknown> = {};
  for (const [name, { node, span }] of given.cells) {
    const type = shape.types.get(name);
    if (type === undefined && shape.complete) {
      report({
        code: 'test-column-unknown',
        span,
        message: `${given.table} has no column ${name}`,
        help: orNearest(name, [...shape.types.keys()], `see the columns of ${given.table} in schemas/tables`),
      });
      continue;
    }
    const cell = readCell(node, type ?? 'string', now);
    if ('value' in cell) cells[name] = cell.value;
    else {
      const found = node.kind === 'scalar' ? JSON.stringify(node.text) : `a ${node.kind}`;
      report({
        code: 'test-cell',
        span: node.span,
        message: `${given.table}.${name} is a ${type ?? 'string'}: expected ${cell.expected}, found ${found}`,
      });
    }
  }
  return Array.from({ length: given.count }, (_, index): Event => {
    return timed(numbered(cells, index + 1), shape, { ...given, now, later: index * given.every });
  });
}

function numbered(cells: Readonly<Record<string, unknown>>, number: number): Record<string, unknown> {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return value.includes(NUMBER) ? value.replaceAll(NUMBER, String(number)) : value;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]));
  };
  return fill(cells) as Record<string, unknown>;
}

/** The row with its times: TimeGenerated, what mirrors it, ingestion, and the table's name in `Type`. */
function timed(
  given: Readonly<Record<string, unknown>>,
  { name, types, mirrors }: TableShape,
  times: Pick<GivenRow, 'at' | 'ingested'> & { readonly now: number; readonly later: number },
): Event {
  const cells: Record<string, unknown> = { ...given };
  const mirrored = Object.entries(mirrors);
  for (const [mirror, of] of mirrored) cells[of] ??= cells[mirror];
  const stated = cells['TimeGenerated'];
  const own = typeof stated === 'string' ? parseInstant(stated) : undefined;
  const generated = resolveInstant(own ?? times.at, times.now) + times.later;
  if (types.has('TimeGenerated') && (typeof stated !== 'string' || times.later !== 0)) {
    cells['TimeGenerated'] = new Date(generated).toISOString();
  }
  if (types.has('Type')) cells['Type'] ??= name;
  for (const [mirror, of] of mirrored) cells[mirror] ??= cells[of];
  return { table: name, cells, generated, ingested: resolveInstant(times.ingested, generated) };
}
