import type { Span } from '../../diagnostics';
import type { StaticType } from '../values/type';
import type { BridgeElement } from './bridge';
import { kustoLanguage } from './load';
import type { StaticColumn, StaticTable, SymbolView } from './symbols';
import { columnOrigins, listOf, viewSymbol, viewTable, viewTuple, viewType } from './symbols';

/** Which parts of a syntax tree have been read: what nobody read would be silently ignored. */
export class SyntaxUse {
  readonly #read = new Set<BridgeElement>();
  readonly #whole = new Set<BridgeElement>();
  readonly #roots: { readonly root: BridgeElement; readonly at: Span | undefined }[] = [];

  readonly root = (element: BridgeElement, at: Span | undefined): Syntax => {
    this.#roots.push({ root: element, at });
    return new Syntax(element, this, at);
  };

  markRead(element: BridgeElement): void {
    this.#read.add(element);
  }

  markWhole(element: BridgeElement): void {
    this.#whole.add(element);
  }

  /** The first part that nobody read, if any. */
  firstUnread(): Syntax | undefined {
    for (const { root, at } of this.#roots) {
      const found = this.#unreadIn(root);
      if (found !== undefined) return new Syntax(found, this, at);
    }
    return undefined;
  }

  #unreadIn(element: BridgeElement): BridgeElement | undefined {
    if (this.#whole.has(element)) return undefined;
    for (let index = 0; index < element.ChildCount; index++) {
      const child = element.GetChild(index);
      if (child === null || child.IsToken || child.Width === 0) continue;
      if (!isTransparent(child) && !this.#read.has(child) && !this.#whole.has(child)) return child;
      const found = this.#unreadIn(child);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

let kindNames: ReadonlyMap<number, string> | undefined;

function kindName(kind: number): string {
  kindNames ??= new Map(
    Object.entries(kustoLanguage().Syntax.SyntaxKind).flatMap(([name, code]) =>
      typeof code === 'number' ? [[code, name] as const] : [],
    ),
  );
  return kindNames.get(kind) ?? `#${kind}`;
}

function isTransparent(element: BridgeElement): boolean {
  const kind = kindName(element.Kind);
  return kind === 'List' || kind === 'SeparatedElement';
}

function collect(element: BridgeElement, add: (child: BridgeElement) => void): void {
  for (let index = 0; index < element.ChildCount; index++) {
    const child = element.GetChild(index);
    if (child === null || child.IsToken || child.Width === 0) continue;
    if (isTransparent(child)) collect(child, add);
    else add(child);
  }
}

/** Kusto.Language.Syntax.IncludeTrivia.Interior: comments between tokens are kept, those in front of the first are not. */
const INTERIOR = 1;

/**
 * One node of the official syntax tree, bound. Children are reached by the official names of their slots; reaching a
 * child marks it as read (see `SyntaxUse`). `span` is in the query's own text, also inside a saved function's body,
 * where it is the call.
 */
export class Syntax {
  readonly #element: BridgeElement;
  readonly #use: SyntaxUse;
  readonly #at: Span | undefined;
  readonly kind: string;

  constructor(element: BridgeElement, use: SyntaxUse, at: Span | undefined) {
    this.#element = element;
    this.#use = use;
    this.#at = at;
    this.kind = kindName(element.Kind);
  }

  get span(): Span {
    return this.#at ?? { start: this.#element.TextStart, end: this.#element.End };
  }

  get start(): number {
    return this.span.start;
  }

  get end(): number {
    return this.span.end;
  }

  /** The node's text without the space and comments around it. */
  get text(): string {
    return this.#element.ToString(INTERIOR).trim();
  }

  /** The node in the named slot, or undefined when the slot is empty. */
  optional(slot: string): Syntax | undefined {
    const child = this.#slot(slot);
    if (child === undefined || child.IsMissing || (child.Width === 0 && !isTransparent(child))) return undefined;
    this.#use.markRead(child);
    return new Syntax(child, this.#use, this.#at);
  }

  /** The node in the named slot. An empty or unknown slot is a mistake of ours. */
  child(slot: string): Syntax {
    const found = this.optional(slot);
    if (found === undefined) throw new Error(`no ${slot} in ${this.kind}: ${this.text}`);
    return found;
  }

  /** The nodes of the list in the named slot, separators left out. */
  list(slot: string): readonly Syntax[] {
    const list = this.#slot(slot);
    if (list === undefined) return [];
    const found: Syntax[] = [];
    for (let index = 0; index < list.ChildCount; index++) {
      const entry = list.GetChild(index);
      const element = entry !== null && kindName(entry.Kind) === 'SeparatedElement' ? entry.GetChild(0) : entry;
      if (element === null || element === undefined || element.IsMissing) continue;
      this.#use.markRead(element);
      found.push(new Syntax(element, this.#use, this.#at));
    }
    return found;
  }

  /** Every node right below, in the order of the text; lists are opened, tokens and empty slots left out. */
  get children(): readonly Syntax[] {
    const found: Syntax[] = [];
    collect(this.#element, (element) => found.push(new Syntax(element, this.#use, this.#at)));
    return found;
  }

  /** The text of the token in the named slot: a keyword or operator sign. */
  token(slot: string): string | undefined {
    return this.#slot(slot)?.Text;
  }

  /** Where the token in the named slot stands; undefined when the slot is empty. For whoever edits a query by position. */
  tokenSpan(slot: string): Span | undefined {
    const token = this.#slot(slot);
    if (token === undefined || !token.IsToken || token.Width === 0) return undefined;
    return this.#at ?? { start: token.TextStart, end: token.End };
  }

  /** Says that this node and all under it need no reading: its text, name or absence is enough. */
  whole(): this {
    this.#use.markWhole(this.#element);
    return this;
  }

  /** The name that this reference, declaration or literal stands for, brackets and quotes resolved. */
  get name(): string {
    this.whole();
    return this.#element.SimpleName ?? this.#element.ValueText ?? this.text;
  }

  get type(): StaticType {
    return viewType(this.#element.ResultType);
  }

  get table(): StaticTable | undefined {
    return viewTable(this.#element.ResultType);
  }

  /** The columns of an expression that makes several. */
  get tuple(): readonly StaticColumn[] | undefined {
    return viewTuple(this.#element.ResultType);
  }

  get symbol(): SymbolView | undefined {
    return viewSymbol(this.#element.ReferencedSymbol);
  }

  /** What this is a constant for, if it is a text that is known before the query runs: a literal, a `let` of one. */
  get constantText(): string | undefined {
    const value = this.#element.ConstantValue;
    return typeof value === 'string' ? value : undefined;
  }

  /** Identities of the column that this name refers to and of those that it was made of: see `columnIdentities`. */
  get columnOrigins(): readonly object[] {
    return columnOrigins(this.#element.ReferencedSymbol);
  }

  /** The columns of a tabular expression, each with what tells it from another of its name wherever it goes. */
  get columnIdentities(): readonly { readonly name: string; readonly identity: object }[] {
    const columns = this.#element.ResultType?.Columns;
    return columns === undefined ? [] : listOf(columns).map((identity) => ({ name: identity.Name, identity }));
  }

  /** The parameters of the overload that the binder chose for this call. A default value has to be read once it is asked for. */
  get parameters(): readonly { readonly name: string; readonly default: (() => Syntax) | undefined }[] {
    const parameters = this.#element.ReferencedSignature?.Parameters;
    if (parameters === undefined) return [];
    return Array.from({ length: parameters.Count }, (_, index) => {
      const { Name, DefaultValue } = parameters.getItem(index);
      const value = DefaultValue ?? undefined;
      return { name: Name, default: value === undefined ? undefined : () => this.#use.root(value, this.span) };
    });
  }

  /** The name that the official rules give an unnamed expression in a result; empty when it gets a numbered one. */
  get resultName(): string {
    return kustoLanguage().Binding.Binder.GetExpressionResultName(this.#element, '', null) ?? '';
  }

  /** The body of the function that is called here, bound for this call. */
  functionBody(): Syntax | undefined {
    const body = this.#element.GetCalledFunctionBody?.();
    return body === null || body === undefined ? undefined : this.#use.root(body, this.span);
  }

  #slot(slot: string): BridgeElement | undefined {
    const element = this.#element;
    for (let index = 0; index < element.ChildCount; index++) {
      if (element.GetName(index) === slot) return element.GetChild(index) ?? undefined;
    }
    return undefined;
  }
}
