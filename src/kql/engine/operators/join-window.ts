import type { BinaryExpression, Expression } from '../../plan/plan';
import type { Slot, Table } from '../../table/table';
import type { Run } from '../run';
import { isOrderFree } from './order-free';

/**
 * What conditions say of one right column by the left row: its values from `low` to `high` alone can meet them. Only
 * datetimes and timespans, whose sums are exact.
 */
export interface JoinWindow {
  /** By left row. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** By right row. */
  readonly values: Float64Array;
  /** Right rows with a value, by bucket and then as they stand. */
  readonly order: Int32Array;
  /** Rises with the value. */
  bucketOf(value: number): number;
}

interface Sides {
  readonly left: Table;
  /** The right side's columns by the name that they have in the result. */
  readonly right: ReadonlyMap<string, Slot>;
  readonly run: Run;
}

/** The window of the first right column that conditions hold between two ends; undefined where there is none. */
export function windowOf(conditions: readonly Expression[], sides: Sides): JoinWindow | undefined {
  if (!conditions.every(isOrderFree)) return undefined;
  const bounds = conditions.flatMap(inequalities).flatMap((each) => boundOf(each, sides) ?? []);
  // With one end open, most pairs of equal keys are in the window anyway.
  const first = bounds.find(({ name, end }) => bounds.some((other) => other.name === name && other.end !== end));
  if (first === undefined) return undefined;
  const column = sides.right.get(first.name)?.column();
  if (column?.kind !== 'number') return undefined;
  const low = new Float64Array(sides.left.rowCount).fill(-Infinity);
  const high = new Float64Array(sides.left.rowCount).fill(Infinity);
  for (const bound of bounds) {
    if (bound.name !== first.name) continue;
    const values = sumOver(bound, sides);
    if (values === undefined) return undefined;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      // A null on the left makes the condition null: nothing is in its window.
      if (value !== value) low[row] = Infinity;
      else if (bound.end === 'low') low[row] = Math.max(low[row] as number, value);
      else high[row] = Math.min(high[row] as number, value);
    }
  }
  return { low, high, values: column.values, ...bucketed(column.values, column.nulls) };
}

/** `less <= more`, or `<`: for a window the difference is none. */
interface Inequality {
  readonly less: Expression;
  readonly more: Expression;
}

function inequalities(condition: Expression): readonly Inequality[] {
  if (condition.kind === 'between' && !condition.negated) {
    const { operand, low, high } = condition;
    // What the upper end means depends on types: a timespan behind a datetime is a length.
    if (!isTime(low.type) || !isTime(high.type)) return [];
    const span = low.type === 'datetime' && high.type === 'timespan';
    return [
      { less: low, more: operand },
      { less: operand, more: span ? sum(low, high) : high },
    ];
  }
  if (condition.kind !== 'binary' || condition.operator.family !== 'comparison') return [];
  const { left, right } = condition;
  switch (condition.operator.sign) {
    case '<':
    case '<=':
      return [{ less: left, more: right }];
    case '>':
    case '>=':
      return [{ less: right, more: left }];
    case '==':
    case '!=':
      return [];
  }
}

const sum = (left: Expression, right: Expression): BinaryExpression => ({
  kind: 'binary',
  operator: { family: 'arithmetic', sign: '+' },
  left,
  right,
  type: left.type,
  span: left.span,
});

/** A right column is at least (`low`) or at most (`high`) a sum over the left row. */
interface Bound {
  readonly name: string;
  readonly end: 'low' | 'high';
  readonly terms: readonly Term[];
}

interface Term {
  readonly sign: 1 | -1;
  readonly expression: Expression;
}

function boundOf({ less, more }: Inequality, { left, right }: Sides): Bound | undefined {
  const terms = [...termsOf(more, 1), ...termsOf(less, -1)];
  const others = terms.filter(({ expression }) => !isOfLeft(expression, left));
  const [only] = others;
  if (only === undefined || others.length > 1 || only.expression.kind !== 'column') return undefined;
  const { name } = only.expression;
  if (left.slot(name) !== undefined || !isTime(right.get(name)?.type)) return undefined;
  const rest = terms.filter((term) => term !== only);
  return only.sign === 1
    ? { name, end: 'low', terms: rest.map(({ sign, expression }) => ({ sign: sign === 1 ? -1 : 1, expression })) }
    : { name, end: 'high', terms: rest };
}

function termsOf(expression: Expression, sign: 1 | -1): readonly Term[] {
  if (expression.kind !== 'binary' || expression.operator.family !== 'arithmetic') return [{ sign, expression }];
  const { left, right, operator } = expression;
  if (operator.sign === '+') return [...termsOf(left, sign), ...termsOf(right, sign)];
  return operator.sign === '-'
    ? [...termsOf(left, sign), ...termsOf(right, sign === 1 ? -1 : 1)]
    : [{ sign, expression }];
}

const isOfLeft = (expression: Expression, left: Table): boolean =>
  expression.kind === 'literal' || (expression.kind === 'column' && left.slot(expression.name) !== undefined);

const isTime = (type: string | undefined): boolean => type === 'datetime' || type === 'timespan';

/** The sum by left row, NaN where a part is null; undefined where it would not be exact. */
function sumOver({ terms }: Bound, { left, run }: Sides): Float64Array | undefined {
  const values = new Float64Array(left.rowCount);
  for (const { sign, expression } of terms) {
    const operand = run.evaluate(expression, left);
    if (!isTime(operand.type)) return undefined;
    if (operand.kind === 'constant') {
      if (typeof operand.value === 'bigint') return undefined;
      const value = operand.value === null ? Number.NaN : (operand.value as number);
      for (let row = 0; row < values.length; row++) values[row] = (values[row] as number) + sign * value;
      continue;
    }
    const { column } = operand;
    if (column.kind !== 'number') return undefined;
    for (let row = 0; row < values.length; row++) {
      const value = column.nulls?.[row] === 1 ? Number.NaN : (column.values[row] as number);
      values[row] = (values[row] as number) + sign * value;
    }
  }
  return values.every((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER || value !== value) ? values : undefined;
}

const BUCKETS = 1 << 14;

function bucketed(values: Float64Array, nulls: Uint8Array | undefined): Pick<JoinWindow, 'order' | 'bucketOf'> {
  const isThere = (row: number): boolean => nulls === undefined || nulls[row] === 0;
  let least = Infinity;
  let most = -Infinity;
  let size = 0;
  for (let row = 0; row < values.length; row++) {
    if (!isThere(row)) continue;
    const value = values[row] as number;
    if (value < least) least = value;
    if (value > most) most = value;
    size++;
  }
  const scale = most > least ? (BUCKETS - 1) / (most - least) : 0;
  const bucketOf = (value: number): number =>
    value <= least ? 0 : value >= most ? BUCKETS - 1 : Math.floor((value - least) * scale);
  const next = new Int32Array(BUCKETS + 1);
  for (let row = 0; row < values.length; row++) {
    if (!isThere(row)) continue;
    const bucket = bucketOf(values[row] as number) + 1;
    next[bucket] = (next[bucket] as number) + 1;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    next[bucket + 1] = (next[bucket + 1] as number) + (next[bucket] as number);
  const order = new Int32Array(size);
  for (let row = 0; row < values.length; row++) {
    if (!isThere(row)) continue;
    const bucket = bucketOf(values[row] as number);
    order[next[bucket] as number] = row;
    next[bucket] = (next[bucket] as number) + 1;
  }
  return { order, bucketOf };
}
