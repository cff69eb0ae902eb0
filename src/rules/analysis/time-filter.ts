import type { Span } from '../../diagnostics';
import type { Syntax } from '../../kql';
import type { Flow, Leg, TimeColumn } from './flow';
import { freshest } from './flow';
import { foldTime } from './time-value';
import type { TimeValue } from './time-value';
import type { Scope, TimeComparison } from './walk';
import { valuesIn } from './walk';

type Side = 'from' | 'to';

/** Which side of the left operand each comparison bounds. */
const BOUNDS: Readonly<Record<string, readonly Side[]>> = {
  GreaterThanExpression: ['from'],
  GreaterThanOrEqualExpression: ['from'],
  LessThanExpression: ['to'],
  LessThanOrEqualExpression: ['to'],
  EqualExpression: ['from', 'to'],
};

export function isComparison({ kind }: Syntax): boolean {
  return kind in BOUNDS || kind === 'BetweenExpression';
}

/** A comparison as a bound on the age of rows; undefined where no time column or no known time is compared. */
export function timeComparison(node: Syntax, scope: Scope): TimeComparison | undefined {
  if (scope.row === undefined) return undefined;
  const valueOf = valuesIn(scope);
  if (node.kind === 'BetweenExpression') {
    const column = timeOperand(node.optional('Left'), scope.row);
    const couple = node.optional('Right');
    const first = couple?.optional('First');
    const second = couple?.optional('Second');
    if (column === undefined || first === undefined || second === undefined) return undefined;
    const from = foldTime(first, valueOf);
    const to = foldTime(second, valueOf);
    return comparison(node.span, column, scope.row, { from, to: endOf(from, to) });
  }
  const sides = BOUNDS[node.kind];
  const left = node.optional('Left');
  const right = node.optional('Right');
  if (sides === undefined || left === undefined || right === undefined) return undefined;
  const direct = timeOperand(left, scope.row);
  const column = direct ?? timeOperand(right, scope.row);
  const value = foldTime(direct === undefined ? left : right, valueOf);
  if (column === undefined || value === undefined) return undefined;
  const bounds = direct === undefined ? sides.map((side) => (side === 'from' ? 'to' : 'from')) : sides;
  return comparison(node.span, column, scope.row, Object.fromEntries(bounds.map((side) => [side, value])));
}

/** The start of a series (`make-series ... on TimeGenerated from ago(14d)`), as a bound. */
export function lowerBound(on: Syntax, from: Syntax | undefined, scope: Scope): TimeComparison | undefined {
  const column = scope.row === undefined ? undefined : timeOperand(on, scope.row);
  if (from === undefined || column === undefined || scope.row === undefined) return undefined;
  return comparison(from.span, column, scope.row, { from: foldTime(from, valuesIn(scope)) });
}

/** In `between (a .. 7d)` the end is a length from the start on. */
function endOf(from: TimeValue | undefined, to: TimeValue | undefined): TimeValue | undefined {
  if (to?.kind !== 'span') return to;
  return from?.kind === 'moment' ? { kind: 'moment', min: from.min + to.min, max: from.max + to.max } : undefined;
}

interface Operand {
  readonly name: string;
  readonly time: TimeColumn | undefined;
}

/** The column of an operand: itself, rounded, or what `ingestion_time()` gives. */
function timeOperand(node: Syntax | undefined, row: Flow): Operand | undefined {
  if (node === undefined) return undefined;
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return timeOperand(node.child('Expression'), row);
    case 'NameReference': {
      const name = node.name;
      const time = row.times.get(name);
      if (time !== undefined) return { name, time };
      return node.symbol?.kind === 'column' && node.type === 'datetime' ? { name, time } : undefined;
    }
    case 'FunctionCallExpression': {
      const name = node.optional('Name')?.name;
      if (name === 'ingestion_time') {
        return { name: 'ingestion_time()', time: { role: 'ingestion', legs: [...row.legs.keys()] } };
      }
      const [first] = node.optional('ArgumentList')?.list('Expressions') ?? [];
      return name === 'bin' || name === 'startofday' || name === 'todatetime' ? timeOperand(first, row) : undefined;
    }
    default:
      return undefined;
  }
}

function comparison(
  span: Span,
  { name, time }: Operand,
  row: Flow,
  { from, to }: { readonly from?: TimeValue | undefined; readonly to?: TimeValue | undefined },
): TimeComparison | undefined {
  if (!isPlace(from) && !isPlace(to)) return undefined;
  const tables = (time?.legs ?? []).flatMap((id) => row.legs.get(id)?.table ?? []);
  return {
    span,
    column: name,
    time,
    tables: [...new Set(tables)],
    ...(isPlace(from) ? { from } : {}),
    ...(isPlace(to) ? { to } : {}),
  };
}

function isPlace(value: TimeValue | undefined): value is TimeValue {
  return value?.kind === 'moment' || value?.kind === 'date';
}

/** The rows that meet a bound on their age. */
export function bounded(flow: Flow, { time, from, to }: TimeComparison): Flow {
  if (time === undefined) return flow;
  // the age that is certain: the nearest moment that the bound may mean
  const oldest = from?.kind === 'moment' ? -from.min : undefined;
  const newest = to?.kind === 'moment' ? Math.max(0, -to.max) : undefined;
  const freshness = oldest === undefined ? flow.freshness : freshest(flow.freshness, oldest);
  const fresh = freshness === undefined ? {} : { freshness };
  if (time.role === 'newest') return { ...flow, ...fresh };
  const legs = new Map(flow.legs);
  for (const id of time.legs) {
    const leg = legs.get(id);
    if (leg === undefined) continue;
    legs.set(id, time.role === 'ingestion' ? ingestedLeg(leg, oldest) : narrowLeg(leg, oldest, newest));
  }
  return { ...flow, ...fresh, legs };
}

function narrowLeg(leg: Leg, oldest: number | undefined, newest: number | undefined): Leg {
  const from = freshest(leg.from, oldest);
  const to = newest === undefined ? leg.to : Math.max(leg.to ?? 0, newest);
  return { ...leg, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function ingestedLeg(leg: Leg, oldest: number | undefined): Leg {
  const ingestedFrom = freshest(leg.ingestedFrom, oldest);
  return ingestedFrom === undefined ? leg : { ...leg, ingestedFrom };
}
