/** The few shapes of the Kusto language service (compiled from C# by Bridge.NET) that this room touches. */

export interface BridgeList<T> {
  readonly Count: number;
  getItem(index: number): T;
}

export interface BridgeSymbol {
  readonly Name: string;
  readonly Kind: number;
}

export interface BridgeType extends BridgeSymbol {
  readonly Columns?: BridgeList<BridgeColumn>;
  readonly IsOpen?: boolean;
  WithIsOpen?(open: boolean): BridgeType;
}

export interface BridgeColumn extends BridgeSymbol {
  readonly Type: BridgeType;
  /** Of a column that an operator made of others (a union of several, the second of a join). */
  readonly OriginalColumns?: BridgeList<BridgeColumn> | null;
}

interface BridgeParameter {
  readonly Name: string;
  readonly DefaultValue?: BridgeElement | null;
}

interface BridgeSignature {
  readonly Parameters: BridgeList<BridgeParameter>;
}

export interface BridgeElement {
  readonly Kind: number;
  readonly IsToken: boolean;
  readonly IsMissing: boolean;
  readonly TextStart: number;
  readonly End: number;
  readonly Width: number;
  readonly ChildCount: number;
  readonly NameInParent: string | null;
  readonly Text?: string;
  readonly ValueText?: string;
  readonly SimpleName?: string;
  readonly ResultType?: BridgeType | null;
  readonly ReferencedSymbol?: BridgeSymbol | null;
  readonly ReferencedSignature?: BridgeSignature | null;
  readonly LiteralValue?: unknown;
  readonly ConstantValue?: unknown;
  GetChild(index: number): BridgeElement | null;
  GetName(index: number): string | null;
  GetCalledFunctionBody?(): BridgeElement | null;
  ToString(trivia: number): string;
}

export interface ClassifiedRange {
  readonly Kind: number;
  readonly Start: number;
  readonly Length: number;
}

interface Classifier {
  GetClassifications(
    root: BridgeElement,
    start: number,
    length: number,
    clip: boolean,
    list: object,
    cancellation: object,
  ): void;
}

export interface BridgeDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Start: number;
  readonly Length: number;
  readonly Message: string;
}

export interface BridgeCode {
  readonly Syntax: BridgeElement;
  readonly ResultType: BridgeType | null;
  GetDiagnostics(): BridgeList<BridgeDiagnostic>;
  GetSyntaxDiagnostics(): BridgeList<BridgeDiagnostic>;
}

interface BridgeParseOptions {
  WithAlwaysProduceEndTokens(always: boolean): BridgeParseOptions;
}

export interface BridgeGlobals {
  readonly ParseOptions: BridgeParseOptions;
  WithParseOptions(options: BridgeParseOptions): BridgeGlobals;
  WithDatabase(database: object): BridgeGlobals;
  WithCache(): BridgeGlobals;
}

export interface CustomReturnContext {
  readonly Arguments: BridgeList<BridgeElement>;
}

type Make<A extends readonly unknown[], R = object> = new (...args: A) => R;

export interface KustoLanguage {
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor4: Make<[name: string, columns: readonly object[]], BridgeType> };
    readonly ColumnSymbol: { readonly ctor: Make<[name: string, type: BridgeType]> };
    readonly DatabaseSymbol: {
      readonly ctor: Make<[name: string, members: readonly object[]]>;
      readonly $ctor1: Make<[name: string, members: readonly object[], open: boolean], BridgeType>;
    };
    readonly Parameter: {
      ParseList(text: string): BridgeList<object>;
      readonly $ctor2: Make<[name: string, type: BridgeType]>;
      /** name, type, argument kind, values, examples, case-sensitive, default indicator, min and max occurrences */
      readonly $ctor3: Make<
        [string, BridgeType, number, null, null, boolean, null, number, number, null, string | null]
      >;
    };
    readonly FunctionSymbol: {
      readonly $ctor5: Make<[name: string, type: BridgeType, parameters: readonly object[]]>;
      readonly $ctor16: Make<[name: string, parameters: string, body: string, description: null]>;
      readonly ctor: Make<
        [
          name: string,
          type: (context: CustomReturnContext) => BridgeType,
          tabularity: number,
          parameters: readonly object[],
        ]
      >;
    };
    readonly ScalarTypes: Readonly<Record<string, BridgeType>> & { GetSymbol(name: string): BridgeType };
    readonly Tabularity: { readonly Tabular: number };
    readonly SymbolKind: Readonly<Record<string, number>>;
  };
  readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, unknown>> };
  readonly Binding: {
    readonly Binder: { GetExpressionResultName(node: BridgeElement, fallback: string, row: null): string | null };
  };
  readonly Parsing: {
    readonly QueryGrammar: {
      s_currentGrammar: object | null;
      From(globals: BridgeGlobals): Readonly<Record<PropertyKey, unknown>>;
    };
  };
  readonly Functions: { readonly All: readonly BridgeSymbol[] };
  readonly Aggregates: { readonly All: readonly BridgeSymbol[] };
  readonly KustoFacts: { readonly JoinKinds: readonly string[] };
  readonly PlugIns: { readonly All: readonly BridgeSymbol[] };
  readonly GlobalState: { readonly Default: BridgeGlobals };
  readonly Editor: {
    readonly CodeKinds: { readonly Command: string };
    readonly KustoClassifier: Classifier;
    /** Names in order of their numbers, which are those of `ClassifiedRange.Kind`. */
    readonly ClassificationKind: { readonly $names: readonly string[] };
  };
  readonly KustoCode: {
    GetKind(text: string): string;
    /** Without any meaning of names. */
    Parse(text: string, globals: BridgeGlobals): BridgeCode;
    ParseAndAnalyze(text: string, globals: BridgeGlobals): BridgeCode;
  };
}
