import type { Source, Span } from '../../diagnostics';
import type { ParameterValue } from '../../rules';
import type { YamlNode } from '../../yaml';
import type { Instant } from '../instant';

/** What `now()` is in a query: the time of execution, or the time that the run was scheduled for. */
export type Clock = 'execution' | 'scheduled';

/** Something as written, with the place where it is: it gets its type from the column later. */
export interface Cell {
  readonly node: YamlNode;
  readonly span: Span;
}

/** One event of a case, or several that differ in their number and time alone. */
export interface GivenRow {
  readonly kind: 'row';
  readonly table: string;
  /** Cells by column, later ones over earlier ones of the same row. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly at: Instant;
  readonly ingested: Instant;
  readonly count: number;
  /** Milliseconds between one of `count` and the next. */
  readonly every: number;
  /** Where the case names the row. */
  readonly span: Span;
}

/** Rows of a fixture file. */
export interface GivenFixture {
  readonly kind: 'fixture';
  readonly table: string;
  readonly fixture: string;
  /** Which rows: cells that agree, or a KQL predicate. */
  readonly where: ReadonlyMap<string, Cell> | string;
  /** To which time the newest of them is moved, the others keeping their distance from it. */
  readonly at: Instant | undefined;
  readonly span: Span;
}

export type Given = GivenRow | GivenFixture;

export interface ExpectedAlert {
  readonly span: Span;
  readonly severity?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tactics?: readonly string[];
  readonly techniques?: readonly string[];
  readonly customDetails: readonly (readonly [key: string, value: YamlNode])[];
  readonly properties: readonly (readonly [name: string, value: YamlNode])[];
  readonly entities: readonly ExpectedEntity[];
  /** That there are no further ones than `entities`. */
  readonly allEntities: boolean;
  readonly rowCount?: number;
}

export interface ExpectedEntity {
  readonly type: string;
  readonly identifiers: readonly (readonly [name: string, value: YamlNode])[];
}

export interface ExpectedRow {
  readonly span: Span;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface ExpectedRows {
  /** `these`: as many rows, each with these cells; `include`: at least these; `exact`: these, and no column beside theirs. */
  readonly mode: 'these' | 'include' | 'exact';
  readonly rows: readonly ExpectedRow[];
}

export interface Expectation {
  /** Of the key `expect`. */
  readonly span: Span;
  readonly outcome?: 'fires' | 'silent';
  readonly alerts?: number | readonly ExpectedAlert[];
  readonly rows?: number | ExpectedRows;
  readonly incidents?: number;
  /** Exclusions without any one of which the case would fire. Empty: it does not matter why it is silent. */
  readonly silentBecause: readonly string[];
}

/** Rows that stand in for those of a watchlist; every value is text, as in the workspace. */
export interface GivenWatchlist {
  readonly alias: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** The columns of the rows, with the place of the first of each. */
  readonly columns: ReadonlyMap<string, Span>;
  readonly span: Span;
}

/** KQL that stands in for a function of the workspace. */
export interface FunctionStub {
  readonly name: string;
  readonly query: string;
  /** KQL text of the parameter list with its parentheses; without one, that of the function it stands in for. */
  readonly parameters?: string;
  readonly span: Span;
}

export type Timeline = { readonly days: number } | { readonly runs: number };

export interface TestCase {
  readonly name: string;
  readonly span: Span;
  readonly given: readonly Given[];
  readonly expect: Expectation;
  /** Milliseconds since 1970 for which the (first) run is scheduled. */
  readonly now: number;
  readonly clock: Clock | undefined;
  readonly watchlists: readonly GivenWatchlist[];
  readonly functions: readonly FunctionStub[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Target whose tuning applies; undefined for the one that the tests are run for. */
  readonly target: string | undefined;
  readonly timeline?: Timeline;
}

export interface TestFile {
  readonly source: Source;
  readonly cases: readonly TestCase[];
}
