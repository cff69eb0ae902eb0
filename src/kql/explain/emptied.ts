import type { Span } from '../../diagnostics';
import type { JoinPlan, Tabular } from '../plan/plan';
import type { Table } from '../table/table';
import type { Filter, Trace } from './filter';
import { cellsOf, filterOf } from './filter';
import { columnsOf } from './columns-of';

/** A step that left no rows although it was given some, or a table that had none. */
export type Emptied =
  | { readonly kind: 'source'; readonly span: Span; readonly table: string }
  | { readonly kind: 'filter'; readonly span: Span; readonly filter: Filter }
  | {
      readonly kind: 'join';
      readonly span: Span;
      readonly joinKind: JoinPlan['kind'];
      readonly left: JoinSide;
      readonly right: JoinSide;
    }
  | { readonly kind: 'step'; readonly span: Span; readonly operator: Tabular['op']; readonly rowCount: number };

/** What one side of a join offered: how many rows, and the keys of the first. */
export interface JoinSide {
  readonly rowCount: number;
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

const MOST_KEYS = 3;

/** Follows an empty result back to where its rows were lost. */
export function emptiedBy(plan: Tabular, trace: Trace): readonly Emptied[] {
  const made = trace.tables.get(plan);
  if (made === undefined || made.rowCount > 0) return [];
  switch (plan.op) {
    case 'source':
      return [{ kind: 'source', span: plan.span, table: plan.name }];
    case 'watchlist':
    case 'external':
    case 'datatable':
    case 'range':
    case 'print':
    case 'context':
      return [{ kind: 'step', span: plan.span, operator: plan.op, rowCount: 0 }];
    case 'union':
      return plan.legs.flatMap(({ table }) => emptiedBy(table, trace));
    case 'find': {
      const rowCount = plan.legs.reduce((sum, { table }) => sum + (trace.tables.get(table)?.rowCount ?? 0), 0);
      if (rowCount === 0) return plan.legs.flatMap(({ table }) => emptiedBy(table, trace));
      return [{ kind: 'step', span: plan.span, operator: plan.op, rowCount }];
    }
    case 'join':
      return emptiedJoin(plan, trace);
    case 'where': {
      const [filter] = filterOf(plan, trace);
      if (filter === undefined || filter.rowCount === 0) return emptiedBy(plan.input, trace);
      return [{ kind: 'filter', span: plan.span, filter }];
    }
    default: {
      const input = trace.tables.get(plan.input);
      if (input === undefined || input.rowCount === 0) return emptiedBy(plan.input, trace);
      return [{ kind: 'step', span: plan.span, operator: plan.op, rowCount: input.rowCount }];
    }
  }
}

/** The sides without which a join of the kind has no rows. */
const NEEDS: Readonly<Record<JoinPlan['kind'], readonly ('input' | 'right')[]>> = {
  innerunique: ['input', 'right'],
  inner: ['input', 'right'],
  leftsemi: ['input', 'right'],
  rightsemi: ['input', 'right'],
  leftouter: ['input'],
  leftanti: ['input'],
  rightouter: ['right'],
  rightanti: ['right'],
  fullouter: ['input', 'right'],
};

function emptiedJoin(plan: JoinPlan, trace: Trace): readonly Emptied[] {
  const empty = NEEDS[plan.kind].filter((side) => (trace.tables.get(plan[side])?.rowCount ?? 0) === 0);
  if (empty.length > 0) return empty.flatMap((side) => emptiedBy(plan[side], trace));
  const side = (table: Table | undefined, keys: readonly string[]): JoinSide => ({
    rowCount: table?.rowCount ?? 0,
    keys:
      table === undefined
        ? []
        : Array.from({ length: Math.min(MOST_KEYS, table.rowCount) }, (_, row) => cellsOf(table, row, keys)),
  });
  const { kind: joinKind, on, span } = plan;
  return [
    {
      kind: 'join',
      span,
      joinKind,
      left: side(trace.tables.get(plan.input), [...new Set(on.flatMap((key) => columnsOf(key.left)))]),
      right: side(trace.tables.get(plan.right), [...new Set(on.flatMap((key) => columnsOf(key.right)))]),
    },
  ];
}
