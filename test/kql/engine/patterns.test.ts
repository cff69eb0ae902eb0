import * as fc from 'fast-check';
import { catalogOf, compileQuery, jsonRows, runQuery } from '../../../src/kql';
import { closedPatterns } from '../../../src/kql/engine/patterns/closed-patterns';
import { answer } from '../answers';

const storms = `datatable(State: string, Event: string, Harm: string)[
  "TX","hail","no", "TX","hail","no", "KS","hail","no", "KS","hail","no", "OK","hail","yes", "OK","wind","yes",
  "MO","wind","yes", "MO","flood","no", "IA","fire","no", "NE","snow","no"]`;

/** Answers of steps that are only like Kusto's are allowed. */
function like(query: string): { readonly rows: readonly unknown[]; readonly steps: readonly string[] } {
  const compiled = compileQuery(query, catalogOf({}));
  if (!compiled.ok) throw new Error(compiled.error.message);
  const steps: string[] = [];
  const options = { source: { table: () => undefined }, now: new Date(0) };
  const result = runQuery(compiled.plan, { ...options, onApproximation: ({ name }) => void steps.push(name) });
  if (!result.ok) throw new Error(result.error.message);
  return { rows: jsonRows(result.table), steps };
}

describe('basket', () => {
  test('every pattern that is frequent, once, as full as its rows allow', () => {
    expect(answer(`${storms} | evaluate basket(0.4)`)).toEqual({
      columns: 'SegmentId:long Count:long Percent:real State:string Event:string Harm:string',
      rows: [
        [0, 7, 70, '', '', 'no'],
        [1, 5, 50, '', 'hail', ''],
        [2, 4, 40, '', 'hail', 'no'],
      ],
    });
  });

  test('a column with one value belongs to every pattern', () => {
    expect(answer('datatable(a: string, b: long)["x",1,"x",2] | evaluate basket(0.6)').rows).toEqual([
      [0, 2, 100, 'x', null],
    ]);
  });

  test('wildcards by type, defaults by tilde', () => {
    const { rows } = answer(`datatable(a: string, b: long)["x",1,"y",1] | evaluate basket(0.5, '~', '~', '*', -1)`);
    expect(rows[0]).toEqual([0, 2, 100, '*', 1]);
  });

  test('no rows, no patterns', () => {
    expect(answer('datatable(a: string)[] | evaluate basket()').rows).toEqual([]);
  });

  test.each([
    ['a column of weights', `datatable(a: string, w: long)["x",1] | evaluate basket(0.1, w)`],
    ['dynamic column', `datatable(a: dynamic)[dynamic([1])] | evaluate basket()`],
    ['more than 1 columns', `datatable(a: string, b: string)["x","y"] | evaluate basket(0.5, '~', 1)`],
    ['less than 0.015 of the rows', 'range a from 1 to 100 step 1 | evaluate basket(0.01)'],
  ])('refuses %s', (what, query) => {
    expect(answer(query).error).toMatch(`unsupported: `);
    expect(answer(query).error).toContain(what);
  });

  test('a small threshold is no matter where every pattern is above what the page allows', () => {
    expect(answer('datatable(a: string)["x","y"] | evaluate basket(0.001)').rows).toHaveLength(2);
  });
});

test('closed patterns are those of the definition', () => {
  const cells = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 6 }), (rows, least) => {
      const columns = [0, 1, 2].map((at) => Int32Array.from(rows, (row) => row[at] ?? 0));
      const found = closedPatterns(columns, least) ?? [];
      expect(found.map(({ pattern, count }) => `${pattern.join()}:${count}`).sort()).toEqual(byDefinition(rows, least));
    }),
  );
});

/** Every subset of every row's cells, as full as its rows allow. */
function byDefinition(rows: readonly (readonly number[])[], least: number): readonly string[] {
  const found = new Set<string>();
  for (const row of rows) {
    for (let mask = 0; mask < 8; mask++) {
      const fitting = rows.filter((other) => row.every((cell, at) => (mask & (1 << at)) === 0 || other[at] === cell));
      const closure = row.map((cell, at) => (fitting.every((other) => other[at] === cell) ? cell : undefined));
      if (fitting.length >= least && closure.some((cell) => cell !== undefined)) {
        found.add(`${closure.join()}:${fitting.length}`);
      }
    }
  }
  return [...found].sort();
}

describe('answers that are only like those of Kusto', () => {
  const clusters = `${storms} | evaluate autocluster(0.5)`;
  const logs = `datatable(line: string)["disk sda1 is full", "disk sdb7 is full", "disk sdc2 is full", "login by ann"]`;

  test('are refused where nobody asked for them', () => {
    expect(answer(clusters).error).toMatch(/^unsupported: .*autocluster/);
    expect(answer(`${logs} | reduce by line`).error).toMatch(/^unsupported: .*reduce/);
  });

  test('autocluster: few patterns that cover much', () => {
    const { rows, steps } = like(clusters);
    expect(steps).toEqual(['autocluster']);
    expect(rows).toEqual([
      [0, 4, 40, '', 'hail', 'no'],
      [1, 2, 20, 'OK', '', 'yes'],
    ]);
  });

  test('reduce: words that many texts share stay', () => {
    const { rows, steps } = like(`${logs} | reduce by line with threshold=0.5`);
    expect(steps).toEqual(['reduce']);
    expect(rows).toEqual([
      ['disk * is full', 3, 'disk sda1 is full'],
      ['*', 1, 'login by ann'],
    ]);
  });

  test('reduce: given characters do not end a word', () => {
    const texts = 'datatable(t: string)["a=1", "a=2"]';
    expect(like(`${texts} | reduce by t with threshold=0.9`).rows).toEqual([['a=*', 2, 'a=1']]);
    expect(like(`${texts} | reduce by t with threshold=0.9, characters="="`).rows).toEqual([['*', 2, 'a=1']]);
  });
});
