import type { JsonRow } from '../../kql';
import { compileQuery, jsonRows, rowsToTable, runQuery } from '../../kql';
import type { Knowledge } from '../../rules';
import type { Instant } from '../instant';
import { parseInstant, resolveInstant } from '../instant';
import type { GivenFixture } from '../test-file/model';
import { orNearest } from '../test-file/reading';
import type { Finding } from '../test-file/reading';
import { agrees } from '../expectation/agrees';
import type { Event, Fixtures, TableShape } from './event';
import { fixtureRows, INGESTED } from './fixture-cells';

/** How long after its time a row arrives that does not say when. */
const LATENCY = 3 * 60_000;
/** A column of our own, to find the events again that a filter lets through. */
const POSITION = 'FixtureRow';
/** A fixture row without a time of its own stands where rows stand by default. */
const AT: Instant = { kind: 'offset', milliseconds: -2 * 3_600_000 };

interface Context {
  readonly now: number;
  readonly knowledge: Knowledge;
  readonly fixtures: Fixtures;
  report(finding: Finding): void;
}

/**
 * Rows of a fixture, those that agree with `where`. Their times are points in time, or offsets from `now`; `at` moves
 * them all, so that a recording of last year serves.
 */
export function fixtureEvents(given: GivenFixture, shape: TableShape, context: Context): readonly Event[] {
  const { report, now } = context;
  const fixture = context.fixtures(given.fixture);
  if (fixture === undefined || 'failure' in fixture) {
    const message =
      fixture === undefined
        ? `there is no fixture ${given.fixture}`
        : `the fixture ${given.fixture} cannot be read: ${fixture.failure}`;
    const help = 'fixtures are .ndjson, .json or .csv files under detections/_fixtures/';
    report({ code: 'test-fixture', span: given.span, message, help });
    return [];
  }
  const rows = fixtureRows(fixture, { given, shape, now, report });
  if (rows === undefined) return [];
  const all = rows.map((row) => timed(row, shape, now));
  const { where } = given;
  const events =
    typeof where === 'string' ? matching(where, all, { given, shape, context }) : equal(where, all, { shape, context });
  if (events === undefined) return [];
  if (events.length === 0) {
    const message =
      all.length === 0
        ? `the fixture ${given.fixture} has no rows`
        : `no row of the fixture ${given.fixture} agrees with \`where\``;
    report({ code: 'test-fixture', span: given.span, message, help: 'without rows the case would show nothing' });
  }
  return given.at === undefined ? events : moved(events, resolveInstant(given.at, now), shape);
}

/** The events whose cells are as wanted; undefined where the table has no such column. */
function equal(
  where: Exclude<GivenFixture['where'], string>,
  events: readonly Event[],
  { shape: { name, types, complete }, context }: Pick<Asked, 'shape' | 'context'>,
): readonly Event[] | undefined {
  const { now, report } = context;
  const unknown = [...where].filter(([column]) => complete && !types.has(column));
  for (const [column, { span }] of unknown) {
    const help = orNearest(column, [...types.keys()], `see the columns of ${name} in schemas/tables`);
    report({ code: 'test-column-unknown', span, message: `${name} has no column ${column}`, help });
  }
  if (unknown.length > 0) return undefined;
  return events.filter(({ cells }) =>
    [...where].every(([column, { node }]) => agrees(node, cells[column], { type: types.get(column) ?? 'string', now })),
  );
}

interface Asked {
  readonly given: GivenFixture;
  readonly shape: TableShape;
  readonly context: Context;
}

/** The events for which a KQL predicate is true; undefined where it does not run. */
function matching(
  where: string,
  events: readonly Event[],
  { given, shape, context }: Asked,
): readonly Event[] | undefined {
  const { name, columns } = shape;
  const { knowledge, report, now } = context;
  const { fixture, span } = given;
  const table = { name, columns: [...columns, { name: POSITION, type: 'long' } as const] };
  const catalog = { ...knowledge, table: (wanted: string) => (wanted === name ? table : knowledge.table(wanted)) };
  const compiled = compileQuery(`table('${name}')\n| where ${where}\n| project ${POSITION}`, catalog);
  const rows = events.map(({ cells }, index) => ({ ...cells, [POSITION]: index }));
  const result = compiled.ok
    ? runQuery(compiled.plan, { source: { table: () => rowsToTable(rows, table) }, now: new Date(now) })
    : compiled;
  if (!result.ok) {
    const message = `the filter of the fixture ${fixture} does not run: ${result.error.message}`;
    report({ code: 'test-fixture', span, message, help: 'write a KQL predicate over the columns of the table' });
    return undefined;
  }
  return jsonRows(result.table).flatMap(([index]) => events[Number(index)] ?? []);
}

function timed({ [INGESTED]: arrived, ...row }: JsonRow, { name, types, mirrors }: TableShape, now: number): Event {
  const cells: Record<string, unknown> = { ...row };
  for (const [mirror, of] of Object.entries(mirrors)) cells[of] ??= cells[mirror];
  const generated = timeOf(cells['TimeGenerated'], now) ?? resolveInstant(AT, now);
  if (types.has('TimeGenerated')) cells['TimeGenerated'] = new Date(generated).toISOString();
  if (types.has('Type')) cells['Type'] ??= name;
  for (const [mirror, of] of Object.entries(mirrors)) cells[mirror] ??= cells[of];
  return { table: name, cells, generated, ingested: timeOf(arrived, generated) ?? generated + LATENCY };
}

function timeOf(value: unknown, base: number): number | undefined {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  return instant === undefined ? undefined : resolveInstant(instant, base);
}

function moved(events: readonly Event[], newest: number, { types, mirrors }: TableShape): readonly Event[] {
  const shift = newest - events.reduce((latest, { generated }) => Math.max(latest, generated), -Infinity);
  return events.map((event): Event => {
    const time = new Date(event.generated + shift).toISOString();
    const cells: Record<string, unknown> = { ...event.cells };
    if (types.has('TimeGenerated')) cells['TimeGenerated'] = time;
    for (const [mirror, of] of Object.entries(mirrors)) if (of === 'TimeGenerated') cells[mirror] = time;
    return { ...event, cells, generated: event.generated + shift, ingested: event.ingested + shift };
  });
}
