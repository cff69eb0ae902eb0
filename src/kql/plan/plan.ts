import type { Span } from '../../diagnostics';
import type { ColumnSchema } from '../catalog';
import type { KqlType, StaticType } from '../values/type';
import type { TypedValue } from '../values/value';
import type { ByNamesPlanOf } from './nodes/by-names';
import type { EvaluatePlanOf } from './nodes/evaluate';
import type { ExternalPlanOf } from './nodes/external';
import type { FindPlanOf } from './nodes/find';
import type { JoinPlanOf } from './nodes/join';
import type { MakeSeriesPlanOf } from './nodes/make-series';
import type { ContextKey, MvApplyPlanOf, MvExpandPlanOf } from './nodes/mv-expand';
import type { PartitionPlanOf } from './nodes/partition';
import type { ParsePlanOf } from './nodes/parse';
import type { ParseKvPlanOf } from './nodes/parse-kv';
import type { ReducePlanOf } from './nodes/reduce';
import type { ScanPlanOf } from './nodes/scan';
import type { NestedLevelOf, TopNestedPlanOf } from './nodes/top-nested';
import type { Named, Unary } from './nodes/unary';

export type { JoinKind } from './nodes/join';
export type { ContextKey } from './nodes/mv-expand';
export type { ParseStep } from './nodes/parse';

/**
 * The plan: what a query does, free of the official syntax tree. Two unions, of scalar expressions and of tabular
 * operators. Nodes are immutable and may be shared: a node that is reached twice means the same thing twice.
 */

interface Node {
  readonly span: Span;
}

// ---- scalar expressions ------------------------------------------------------------------------------------------

export type Expression =
  | LiteralExpression
  | ColumnExpression
  | CallExpression
  | BinaryExpression
  | LogicalExpression
  | NegateExpression
  | InExpression
  | BetweenExpression
  | MemberExpression
  | ElementExpression
  | ToScalarExpression
  | PartExpression
  | StarExpression;

interface ExpressionNode extends Node {
  /** The binder's type; the engine finds the type again from the columns it really gets. */
  readonly type: StaticType;
}

export interface LiteralExpression extends ExpressionNode {
  readonly kind: 'literal';
  readonly constant: TypedValue;
}

export interface ColumnExpression extends ExpressionNode {
  readonly kind: 'column';
  readonly name: string;
}

/** A call of a built-in function (scalar, window or aggregate), by the binder's name for it. */
export interface CallExpression extends ExpressionNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** `typeof(x)` arguments, by position: they have no value. */
  readonly typeArgs: Readonly<Record<number, KqlType>>;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type StringTest =
  'equals' | 'contains' | 'startswith' | 'endswith' | 'has' | 'hasprefix' | 'hassuffix' | 'matches regex';

export type BinaryOperator =
  | { readonly family: 'arithmetic'; readonly sign: ArithmeticOperator }
  | { readonly family: 'comparison'; readonly sign: ComparisonOperator }
  | {
      readonly family: 'string';
      readonly test: StringTest;
      readonly negated: boolean;
      readonly caseSensitive: boolean;
    };

export interface BinaryExpression extends ExpressionNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalExpression extends ExpressionNode {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

export interface NegateExpression extends ExpressionNode {
  readonly kind: 'negate';
  readonly operand: Expression;
}

/** `x in (…)`, `x has_any (…)`, `x has_all (…)`: the list is expressions (arrays count as their elements) or a table. */
export interface InExpression extends ExpressionNode {
  readonly kind: 'in';
  readonly test: 'in' | 'has_any' | 'has_all';
  readonly negated: boolean;
  readonly caseSensitive: boolean;
  readonly operand: Expression;
  readonly list: readonly Expression[] | Tabular;
}

export interface BetweenExpression extends ExpressionNode {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/** `bag.name` and `bag["name"]` with a constant name. */
export interface MemberExpression extends ExpressionNode {
  readonly kind: 'member';
  readonly operand: Expression;
  readonly name: string;
}

export interface ElementExpression extends ExpressionNode {
  readonly kind: 'element';
  readonly operand: Expression;
  readonly index: Expression;
}

export interface ToScalarExpression extends ExpressionNode {
  readonly kind: 'toscalar';
  readonly table: Tabular;
}

/** One of the columns that a call makes; the parts of one call share its object, and it is run once. */
export interface PartExpression extends ExpressionNode {
  readonly kind: 'part';
  readonly call: CallExpression;
  readonly index: number;
}

/** `*` as an argument: every column that the call does not name otherwise. */
export interface StarExpression extends ExpressionNode {
  readonly kind: 'star';
}

export type NamedExpression = Named<Expression>;

/** An expression of aggregates, which may make several columns: `(a, b) = arg_max(t, x)`. */
export interface Computation {
  /** The names given in the query, else the official one; an aggregate of several columns names the others itself. */
  readonly names: readonly string[];
  readonly explicit: boolean;
  readonly expression: Expression;
  /** The official names of the arguments, where the expression is a call. */
  readonly argNames: readonly string[];
}

// ---- tabular operators -------------------------------------------------------------------------------------------

export type Tabular =
  | SourcePlan
  | WatchlistPlan
  | ExternalPlan
  | DatatablePlan
  | RangePlan
  | PrintPlan
  | UnionPlan
  | SharedPlan
  | WherePlan
  | ExtendPlan
  | ProjectPlan
  | SelectPlan
  | RenamePlan
  | ReorderPlan
  | SummarizePlan
  | DistinctPlan
  | SortPlan
  | TopPlan
  | TakePlan
  | CountPlan
  | JoinPlan
  | MakeSeriesPlan
  | MvExpandPlan
  | ParsePlan
  | ParseKvPlan
  | ReducePlan
  | SerializePlan
  | GetSchemaPlan
  | EvaluatePlan
  | ScanPlan
  | TopNestedPlan
  | ByNamesPlan
  | FindPlan
  | PartitionPlan
  | MvApplyPlan
  | ContextPlan;

export type TabularOf<Op extends Tabular['op']> = Extract<Tabular, { readonly op: Op }>;

type UnaryNode = Unary<Tabular>;

export type JoinPlan = JoinPlanOf<Expression, Tabular>;
export type MakeSeriesPlan = MakeSeriesPlanOf<Expression, Tabular, Computation>;
export type MvExpandPlan = MvExpandPlanOf<Expression, Tabular>;
export type MvApplyPlan = MvApplyPlanOf<Expression, Tabular>;
export type ParsePlan = ParsePlanOf<Expression, Tabular>;
export type ParseKvPlan = ParseKvPlanOf<Expression, Tabular>;
export type ReducePlan = ReducePlanOf<Expression, Tabular>;
export type ExternalPlan = ExternalPlanOf<Expression>;
export type EvaluatePlan = EvaluatePlanOf<Expression, Tabular>;
export type ScanPlan = ScanPlanOf<Expression, Tabular>;
export type TopNestedPlan = TopNestedPlanOf<Expression, Tabular, Computation>;
export type NestedLevel = NestedLevelOf<Expression, Computation>;
export type PartitionPlan = PartitionPlanOf<Expression, Tabular>;
export type FindPlan = FindPlanOf<Expression, Tabular>;
export type ByNamesPlan = ByNamesPlanOf<Expression, Tabular>;

/** A table of the table source, or the rows of a parser known by its columns alone. */
export interface SourcePlan extends Node {
  readonly op: 'source';
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly open: boolean;
}

export interface WatchlistPlan extends Node {
  readonly op: 'watchlist';
  readonly alias: Expression;
}

export interface DatatablePlan extends Node {
  readonly op: 'datatable';
  readonly columns: readonly ColumnSchema[];
  /** Row by row. */
  readonly values: readonly Expression[];
}

export interface RangePlan extends Node {
  readonly op: 'range';
  readonly name: string;
  readonly from: Expression;
  readonly to: Expression;
  readonly step: Expression;
}

export interface PrintPlan extends Node {
  readonly op: 'print';
  readonly columns: readonly NamedExpression[];
}

export interface UnionPlan extends Node {
  readonly op: 'union';
  readonly kind: 'inner' | 'outer';
  readonly withSource: string | undefined;
  readonly legs: readonly { readonly name: string; readonly table: Tabular }[];
}

/** The rows that an operator hands to a sub-query of its own, such as the elements of `mv-apply`. */
export interface ContextPlan extends Node {
  readonly op: 'context';
  readonly context: ContextKey;
}

/** A table that is named and may be read more than once: run once per run of the query. */
export interface SharedPlan extends UnaryNode {
  readonly op: 'shared';
  readonly name: string;
  /** What names it: `as`, a `let`, a parameter; `once` has no name and runs once. */
  readonly named: 'as' | 'let' | 'parameter' | 'once';
}

export interface WherePlan extends UnaryNode {
  readonly op: 'where';
  readonly predicate: Expression;
}

export interface ExtendPlan extends UnaryNode {
  readonly op: 'extend';
  readonly columns: readonly NamedExpression[];
}

export interface ProjectPlan extends UnaryNode {
  readonly op: 'project';
  readonly columns: readonly NamedExpression[];
}

/** Columns by name or wildcard pattern. */
export interface SelectPlan extends UnaryNode {
  readonly op: 'select';
  readonly mode: 'keep' | 'away';
  readonly patterns: readonly string[];
}

export interface RenamePlan extends UnaryNode {
  readonly op: 'rename';
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

export interface ReorderPlan extends UnaryNode {
  readonly op: 'reorder';
  readonly entries: readonly { readonly pattern: string; readonly order: 'asc' | 'desc' | 'given' }[];
}

export interface SummarizePlan extends UnaryNode {
  readonly op: 'summarize';
  readonly by: readonly NamedExpression[];
  readonly aggregates: readonly Computation[];
  /** What the binder calls the aggregates' columns, where it knows them all. */
  readonly boundNames: readonly string[] | undefined;
}

export interface DistinctPlan extends UnaryNode {
  readonly op: 'distinct';
  /** Undefined is `*`. */
  readonly columns: readonly NamedExpression[] | undefined;
}

export interface Ordering {
  readonly expression: Expression;
  readonly order: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
}

export interface SortPlan extends UnaryNode {
  readonly op: 'sort';
  readonly by: readonly Ordering[];
}

export interface TopPlan extends UnaryNode {
  readonly op: 'top';
  readonly count: Expression;
  readonly by: readonly Ordering[];
}

export interface TakePlan extends UnaryNode {
  readonly op: 'take';
  readonly count: Expression;
  readonly sample: boolean;
}

export interface CountPlan extends UnaryNode {
  readonly op: 'count';
  readonly name: string;
}

export interface SerializePlan extends UnaryNode {
  readonly op: 'serialize';
  readonly columns: readonly NamedExpression[];
}

export interface GetSchemaPlan extends UnaryNode {
  readonly op: 'getschema';
}
