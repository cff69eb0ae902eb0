import { catalogOf, compileQuery, explainQuery, jsonRows, rowsToTable } from '../../src/kql';
import type { Explanation } from '../../src/kql';

const EVENTS = [
  { User: 'anna', Logons: 3, Country: 'NL' },
  { User: 'bert', Logons: 9, Country: 'DE' },
  { User: 'cleo', Logons: null, Country: 'NL' },
];
const COLUMNS = [
  { name: 'User', type: 'string' },
  { name: 'Logons', type: 'long' },
  { name: 'Country', type: 'string' },
] as const;
const catalog = catalogOf({
  tables: [{ name: 'Events', columns: COLUMNS }],
  functions: [{ name: 'Saved', parameters: '()', body: 'Events | where Country == "FR"' }],
});
const source = {
  table: (name: string) => (name === 'Events' ? rowsToTable(EVENTS, { columns: COLUMNS }) : undefined),
};

type Explained = Extract<Explanation, { ok: true }>;

function explained(query: string, without: readonly string[] = []): Explained {
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const spans = without.map((text) => ({ start: query.indexOf(text), end: query.indexOf(text) + text.length }));
  const result = explainQuery(compiled.plan, { source, now: new Date(0), without: spans });
  if (!result.ok) throw new Error(result.error.message);
  return result;
}

describe('filters', () => {
  test('say of each row which conditions hold', () => {
    const query = 'Events | where Country == "NL" and Logons > 5 and User != "x"';
    const [filter] = explained(query).filters;
    expect(filter).toMatchObject({ effect: 'keeps', rowCount: 3, passed: 0 });
    expect(filter?.conditions.map(({ span }) => query.slice(span.start, span.end))).toEqual([
      'Country == "NL"',
      'Logons > 5',
      'User != "x"',
    ]);
    expect(filter?.conditions.map(({ columns }) => columns)).toEqual([['Country'], ['Logons'], ['User']]);
    expect([0, 1, 2].map((row) => filter?.conditions.map(({ holds }) => holds(row)))).toEqual([
      [true, false, true],
      [false, true, true],
      [true, false, true],
    ]);
    expect(filter?.cells(1, ['User', 'Logons'])).toEqual({ User: 'bert', Logons: 9 });
  });

  test.each([
    ['not(coalesce(Country == "NL" and Logons > 1, false))', 'drops', 2],
    ['not(Country == "NL" and Logons > 1)', 'drops', 2],
    ['not(coalesce(Country == "NL", true))', 'drops', 1],
    ['Country == "NL" or Logons > 1', 'keeps', 1],
  ])('%s %s', (predicate, effect, conditions) => {
    const [filter] = explained(`Events | where ${predicate}`).filters;
    expect(filter?.effect).toBe(effect);
    expect(filter?.conditions).toHaveLength(conditions);
  });
});

describe('where the rows of an empty result went', () => {
  test.each([
    ['Events | where Logons > 5 | where Country == "NL" | project User', 'filter', 'where Country == "NL"'],
    ['Events | where Logons > 50 | summarize Count = count() by User', 'filter', 'where Logons > 50'],
    ['Events | summarize Count = count() by User | where Count > 1', 'filter', 'where Count > 1'],
    ['Events | take 0', 'step', 'take 0'],
    ['Nothing | where a > 1', 'source', 'Nothing'],
    ['Saved | where User == "anna"', 'filter', 'Saved'],
    ['let X = Events | where Country == "FR"; X | join kind=inner Events on User', 'filter', 'where Country == "FR"'],
    ['Events | join kind=leftanti Events on User', 'join', 'join kind=leftanti Events on User'],
    [
      'Events | extend Key = "a" | join kind=inner (Events | extend Key = "b") on Key',
      'join',
      'join kind=inner (Events | extend Key = "b") on Key',
    ],
    [
      'Events | where Country == "NL" | join kind=leftouter (Events | where User == "nobody") on User | where Logons > 7',
      'filter',
      'where Logons > 7',
    ],
  ])('%s', (query, kind, text) => {
    const known = catalogOf({
      tables: [
        { name: 'Events', columns: COLUMNS },
        { name: 'Nothing', columns: [{ name: 'a', type: 'long' }] },
      ],
      functions: [{ name: 'Saved', parameters: '()', body: 'Events | where Country == "FR"' }],
    });
    const compiled = compileQuery(query, known);
    if (!compiled.ok) throw new Error(compiled.error.message);
    const result = explainQuery(compiled.plan, { source, now: new Date(0) });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.emptied).toHaveLength(1);
    expect(result.emptied[0]?.kind).toBe(kind);
    const span = result.emptied[0]?.span ?? { start: 0, end: 0 };
    expect(query.slice(span.start, span.end)).toBe(text);
  });

  test('a join shows the keys of both sides', () => {
    const [emptied] = explained(
      'Events | extend Key = strcat(User, "1") | join kind=inner (Events | where Logons > 5) on $left.Key == $right.User',
    ).emptied;
    expect(emptied).toMatchObject({
      kind: 'join',
      joinKind: 'inner',
      left: { rowCount: 3, keys: [{ Key: 'anna1' }, { Key: 'bert1' }, { Key: 'cleo1' }] },
      right: { rowCount: 1, keys: [{ User: 'bert' }] },
    });
  });

  test('each branch of a union is followed', () => {
    const { emptied } = explained('union (Events | where Logons > 50), (Events | where User == "x")');
    expect(emptied.map(({ kind }) => kind)).toEqual(['filter', 'filter']);
  });

  test('a result with rows has lost none', () => expect(explained('Events').emptied).toEqual([]));
});

test('a filter can be left out by its place', () => {
  const query = 'Events\n| where not(coalesce(User == "anna", false)) // anna\n| where Logons > 0\n| project User';
  const whole = explained(query);
  const without = explained(query, ['User == "anna"', 'not(coalesce(User == "anna", false))']);
  expect(jsonRows(whole.table)).toEqual([['bert']]);
  expect(jsonRows(without.table)).toEqual([['anna'], ['bert']]);
});
