import { answer } from '../answers';

/** A fact that engines get wrong: its name, expressions, and what Kusto makes of each. */
export type Trap = readonly [fact: string, ...cases: (readonly [expression: string, value: unknown])[]];

/** Tests the expressions of each fact, once as constants and once over rows, where nothing can be folded. */
export function testExpressions(traps: readonly Trap[]): void {
  test.each(traps.map(([fact, ...cases]) => ({ fact, cases })))('$fact', ({ cases }) => {
    const columns = cases.map(([expression], index) => `x${index} = ${expression}`).join(', ');
    const names = cases.map((_, index) => `x${index}`).join(', ');
    expect(valued(cases, `print ${columns}`)).toEqual([Object.fromEntries(cases)]);
    expect(valued(cases, `range row from 1 to 2 step 1 | extend ${columns} | project ${names}`)).toEqual([
      Object.fromEntries(cases),
      Object.fromEntries(cases),
    ]);
  });
}

/** The values of the expressions in each row, by expression; the error where there is one. */
function valued(cases: readonly (readonly [string, unknown])[], query: string): unknown {
  const { rows, error } = answer(query);
  if (error !== undefined) return error;
  return rows.map((row) => Object.fromEntries(cases.map(([expression], index) => [expression, row[index]])));
}
