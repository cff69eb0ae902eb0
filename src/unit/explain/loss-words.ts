import type { Span } from '../../diagnostics';
import type { Emptied, Filter } from '../../kql';
import { show } from '../expectation/show';

/** Rows that are looked at to find the nearest one. */
const MOST_ROWS = 2_000;
const MOST_CELL = 80;

/** What took the last rows away, line by line; of a filter also the event that came nearest to passing. */
export function lossWords(emptied: Emptied, textOf: (span: Span) => string): readonly string[] {
  switch (emptied.kind) {
    case 'source':
      return [`no event of ${emptied.table} was there`];
    case 'filter':
      return filterWords(emptied, textOf);
    case 'join': {
      const { joinKind, left, right } = emptied;
      const pairing = joinKind.endsWith('anti') ? 'every row has a partner' : 'no row has a partner';
      return [
        `${pairing} (${joinKind}): ${left.rowCount} on the left, ${right.rowCount} on the right`,
        ...left.keys.slice(0, 2).map((keys) => `left:  ${cellWords(keys)}`),
        ...right.keys.slice(0, 2).map((keys) => `right: ${cellWords(keys)}`),
      ];
    }
    case 'step':
      return emptied.rowCount === 0
        ? [`${emptied.operator} gives no rows`]
        : [`${emptied.operator} makes no row of the ${emptied.rowCount} before it`];
  }
}

function filterWords(
  { filter, span }: Extract<Emptied, { readonly kind: 'filter' }>,
  textOf: (span: Span) => string,
): readonly string[] {
  const { rowCount, effect } = filter;
  const head =
    rowCount === 1
      ? `it ${effect === 'drops' ? 'drops' : 'does not let through'} the only row`
      : effect === 'drops'
        ? `it drops all ${rowCount} rows`
        : `none of ${rowCount} rows passes`;
  const near = nearestRow(filter);
  if (near === undefined) return [head];
  const { row, failing } = near;
  const columns = [...new Set(failing.flatMap((condition) => condition.columns))];
  // the conditions of a saved function have the place of its call
  const inside = failing.some((condition) => condition.span.start === span.start && condition.span.end === span.end);
  const said = inside
    ? `a condition inside it, on ${columns.join(', ')}`
    : failing.map((condition) => textOf(condition.span)).join(' and ');
  const verdict = effect === 'drops' ? 'every condition holds' : `does not hold: ${said}`;
  const cells = cellWords(filter.cells(row, columns.length === 0 ? undefined : columns));
  return [head, `nearest: ${cells}`, verdict];
}

/** The row that misses the fewest conditions, with those that it misses. */
function nearestRow(filter: Filter) {
  const { conditions, effect, rowCount } = filter;
  if (rowCount === 0) return undefined;
  if (effect === 'drops') return { row: 0, failing: conditions };
  let best: { readonly row: number; readonly failing: Filter['conditions'] } | undefined;
  for (let row = 0; row < Math.min(rowCount, MOST_ROWS); row++) {
    const failing = conditions.filter(({ holds }) => holds(row) !== true);
    if (best === undefined || failing.length < best.failing.length) best = { row, failing };
  }
  return best;
}

function cellWords(cells: Readonly<Record<string, unknown>>): string {
  return Object.entries(cells)
    .map(([name, value]) => {
      const text = show(value);
      return `${name} = ${text.length > MOST_CELL ? `${text.slice(0, MOST_CELL - 1)}…` : text}`;
    })
    .join(', ');
}
