import type { Span } from '../../diagnostics';
import type { Syntax } from '../../kql';
import type { Knowledge } from '../catalog/knowledge';
import type { Flow, TimeColumn } from './flow';
import type { TimeValue, ValueOf } from './time-value';

/** What a name that the query declares stands for. */
export type Binding =
  | { readonly kind: 'value'; readonly value: TimeValue | undefined }
  | { readonly kind: 'table'; readonly flow: Flow }
  | { readonly kind: 'function'; readonly declaration: Syntax; readonly bindings: Bindings };

export type Bindings = ReadonlyMap<string, Binding>;

/** Where an expression stands. */
export interface Scope {
  readonly bindings: Bindings;
  /** The rows that its names are columns of. */
  readonly row: Flow | undefined;
  /** In the condition of a join: its two sides. */
  readonly sides?: { readonly left: Flow; readonly right: Flow };
}

/** A comparison of a column with a time that is known before the query runs. */
export interface TimeComparison {
  readonly span: Span;
  readonly column: string;
  /** Undefined: a date and time of which nothing more is known. */
  readonly time: TimeColumn | undefined;
  readonly tables: readonly string[];
  /** No row is older, no row is newer. */
  readonly from?: TimeValue;
  readonly to?: TimeValue;
}

/** A condition that no row can meet. */
export interface Impossible {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
}

/** What the walk over a query finds on its way. */
export interface Notes {
  /** Flow of the rows in which each unresolved name stands, by the name's offset. */
  readonly rowsAt: Map<number, Flow | undefined>;
  readonly comparisons: TimeComparison[];
  readonly impossible: Impossible[];
  /** Tables and functions that the query reads, with the first place. */
  readonly sources: Map<string, Span>;
}

/** The walk: one pass over the bound tree. Its parts call each other through it. */
export interface Walk {
  readonly catalog: Knowledge;
  /** Offsets of the names that the binder could not resolve. */
  readonly unresolved: ReadonlySet<number>;
  readonly notes: Notes;
  /** Counts down: a query of functions that call functions may unfold without end. */
  readonly budget: { steps: number };
  /** Rows that the query named on their way (`as`). */
  readonly aliases: Map<string, Flow>;
  /** A number for the next leg. */
  nextLeg(): number;
  tabular(node: Syntax, scope: Scope): Flow;
  scalar(node: Syntax, scope: Scope): void;
}

/** The value of a name in a scope; a column of the same name hides it. */
export function valuesIn({ bindings }: Scope): ValueOf {
  return (name) => {
    const binding = bindings.get(name);
    return binding?.kind === 'value' ? binding.value : undefined;
  };
}
