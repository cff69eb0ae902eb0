import type { Span } from '../../diagnostics';
import type { StaticColumn, Syntax } from '../../kql';

/** One source of rows that the rule's period bounds, with what the query says about the age of its rows. */
export interface Leg {
  readonly table: string;
  readonly span: Span;
  /** Seconds before the run: no row is older (`from`) or newer (`to`). Absent: the period alone decides. */
  readonly from?: number;
  readonly to?: number;
  /** Seconds before the run: no row was ingested earlier. */
  readonly ingestedFrom?: number;
}

/** What a column that says when something happened means. `newest`: the newest of a group. */
export interface TimeColumn {
  readonly role: 'event' | 'mirror' | 'reported' | 'ingestion' | 'newest';
  /** The table's own time column where this one repeats it. */
  readonly repeats?: string;
  readonly legs: readonly number[];
}

/** Rows on their way through a query: what is known of them at one place. */
export interface Flow {
  /** The expression that gives them: its bound type has the columns. */
  readonly node: Syntax;
  /** Tables and functions whose columns are not all known, as far as they still matter here. */
  readonly incomplete: ReadonlySet<string>;
  /** Why the data decides about the columns: `evaluate bag_unpack`, a table that nobody knows. */
  readonly unbounded: ReadonlySet<string>;
  /** Where the rows came from: for what was there and is no longer. */
  readonly before?: { readonly flow: Flow; readonly operator: Syntax };
  readonly times: ReadonlyMap<string, TimeColumn>;
  readonly legs: ReadonlyMap<number, Leg>;
  /** Seconds: a row has at least one event that is no older. Absent: the period decides. */
  readonly freshness?: number;
  /** Whether rows are groups of events. */
  readonly aggregated: boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Rows that depend on no table: a `datatable`, a watchlist. */
export function closedFlow(node: Syntax): Flow {
  return { node, incomplete: NOTHING, unbounded: NOTHING, times: new Map(), legs: new Map(), aggregated: false };
}

/** Rows of which nothing is known. */
export function unboundedFlow(node: Syntax, why: string): Flow {
  return { ...closedFlow(node), unbounded: new Set([why]) };
}

export function columnsOf({ node }: Flow): readonly StaticColumn[] {
  return node.table?.columns ?? [];
}

/** The rows after an operator that keeps their columns or adds some. */
export function passed(flow: Flow, node: Syntax, operator: Syntax): Flow {
  return { ...flow, node, before: { flow, operator } };
}

/** The rows after an operator that names all columns it leaves. */
export function narrowed(flow: Flow, node: Syntax, operator: Syntax): Flow {
  return { ...passed(flow, node, operator), incomplete: NOTHING, unbounded: NOTHING };
}

/** Rows of either: `union`. */
export function either(node: Syntax, flows: readonly Flow[]): Flow {
  const times = new Map<string, TimeColumn>();
  for (const flow of flows) {
    for (const [name, column] of flow.times) {
      const known = times.get(name);
      times.set(name, known === undefined ? column : { ...known, legs: [...known.legs, ...column.legs] });
    }
  }
  const fresh = flows.map(({ freshness }) => freshness);
  const oldest = fresh.some((each) => each === undefined) ? undefined : Math.max(...fresh.map((each) => each ?? 0));
  return {
    node,
    ...openness(flows),
    times,
    legs: new Map(flows.flatMap(({ legs }) => [...legs])),
    ...(oldest === undefined || flows.length === 0 ? {} : { freshness: oldest }),
    aggregated: flows.length > 0 && flows.every(({ aggregated }) => aggregated),
  };
}

export function openness(flows: readonly Flow[]): Pick<Flow, 'incomplete' | 'unbounded'> {
  return {
    incomplete: new Set(flows.flatMap(({ incomplete }) => [...incomplete])),
    unbounded: new Set(flows.flatMap(({ unbounded }) => [...unbounded])),
  };
}

/** The smaller of two ages, where an absent one is the whole period. */
export function freshest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

/** Whether the columns that are known are all there are. */
export function isCertain({ incomplete, unbounded }: Flow): boolean {
  return incomplete.size === 0 && unbounded.size === 0;
}

/** The operator behind which a column is no longer there. */
export function loserOf(name: string, flow: Flow): Syntax | undefined {
  for (let step = flow.before; step !== undefined; step = step.flow.before) {
    if (columnsOf(step.flow).some((column) => column.name === name)) return step.operator;
  }
  return undefined;
}
