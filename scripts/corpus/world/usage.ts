import type { Syntax } from '../../../src/kql';
import { stringLiteralValue } from '../../../src/kql';

/** What a query expects of the values in one place: a column, or a property inside one. */
export interface Usage {
  /** Values that a comparison with this place names: with them the comparison is likely to hold. */
  readonly literals: Set<Literal>;
  readonly properties: Map<string, Usage>;
  /** What it expects of the elements, if it takes the place for a list. */
  elements?: Usage;
  /** A text that it reads as XML. */
  xml?: true;
}

export type Literal = string | number | boolean;

const usage = (): Usage => ({ literals: new Set(), properties: new Map() });

/** Functions that leave what they are given recognisable: what is said of the result is said of the argument. */
const TRANSPARENT =
  /^(?:tolower|toupper|tostring|trim\w*|toint|tolong|toreal|todouble|tobool|parse_json|parsejson|todynamic|toobject|parse_xml|column_ifexists|columnifexists)$/;

const COMPARISON =
  /^(?:Equal(?:Tilde)?|In(?:Cs)?|Has(?:Cs|Any|All|Prefix\w*|Suffix\w*)?|Contains(?:Cs)?|StartsWith(?:Cs)?|EndsWith(?:Cs)?|GreaterThan(?:OrEqual)?|LessThan(?:OrEqual)?|Between)Expression$/;

const LIST = /^(?:ExpressionList|ExpressionCouple|ParenthesizedExpression|DynamicExpression|JsonArrayExpression)$/;

/**
 * What a bound query expects of its columns, by their names: rows made of it pass most of its filters. `isKnown` are
 * columns of its tables: what an unpacked bag cannot be expected to hold.
 */
export function usageOf(root: Syntax, isKnown: (column: string) => boolean): ReadonlyMap<string, Usage> {
  const made = new Set(declaredNames(root));
  const reader = new UsageReader(
    dataColumns(root).filter((name) => !made.has(name) && !isKnown(name)),
    isKnown,
  );
  reader.read(root);
  return reader.columns;
}

/** Columns that only the data decides on: of an unpacked bag, of a pivot. */
function dataColumns(node: Syntax): readonly string[] {
  const [first, second] = node.children;
  const [argument] = second?.children ?? [];
  const isOptional =
    node.kind === 'FunctionCallExpression' && /^column_?ifexists$/.test(first?.text ?? '') && argument !== undefined;
  const own = isOptional
    ? [stringLiteralValue(argument.text)]
    : node.kind === 'NameReference' && node.symbol?.kind === 'column' && node.type === 'unknown'
      ? [node.name]
      : [];
  return [...own, ...node.children.flatMap(dataColumns)];
}

function declaredNames(node: Syntax): readonly string[] {
  return [...(node.kind === 'NameDeclaration' ? [node.name] : []), ...node.children.flatMap(declaredNames)];
}

class UsageReader {
  readonly columns = new Map<string, Usage>();
  /** Columns that the query makes out of others: what is said of them is said of those. */
  readonly #aliases = new Map<string, Usage>();
  readonly #lets = new Map<string, readonly Literal[]>();
  readonly #dataColumns: readonly string[];

  readonly #isKnown: (column: string) => boolean;

  constructor(fromData: readonly string[], isKnown: (column: string) => boolean) {
    this.#dataColumns = fromData;
    this.#isKnown = isKnown;
  }

  read(node: Syntax): void {
    const { kind } = node;
    const [first, second] = node.children;
    if (kind === 'LetStatement' && first !== undefined && second !== undefined)
      this.#lets.set(first.name, this.#literals(second));
    // rows of another table: what was a column made out of one is the column again
    if (kind === 'NameReference' && node.symbol?.kind === 'table')
      for (const name of this.#aliases.keys()) if (this.#isKnown(name)) this.#aliases.delete(name);
    if (COMPARISON.test(kind)) this.#compare(node);
    // what is read is there, whatever it is compared with
    if (kind === 'PathExpression' || kind === 'ElementExpression') this.#place(node);
    if (kind === 'ParseOperator' || kind === 'ParseWhereOperator') this.#parse(node);
    if (kind === 'EvaluateOperator') this.#evaluate(node);
    for (const child of node.children) this.read(child);
    if (kind === 'SimpleNamedExpression' && first !== undefined && second !== undefined)
      this.#alias(first.name, this.#place(second));
    if (/^Mv(?:Expand|Apply)Expression$/.test(kind) && first !== undefined) this.#expand(first);
  }

  /** `bag_unpack(X)`: the bag has what the query looks for; `pivot(X, ...)`: the values are the names it looks for. */
  #evaluate(node: Syntax): void {
    const call = node.children.find(({ kind }) => kind === 'FunctionCallExpression');
    const [name, list] = call?.children ?? [];
    const [argument] = list?.children ?? [];
    const place = argument === undefined ? undefined : this.#place(argument);
    const kept = new Set(list?.children.map((each) => each.text));
    for (const column of this.#dataColumns) {
      if (name?.name === 'bag_unpack') this.#alias(column, property(place, column));
      if (name?.name === 'pivot' && !kept.has(column)) place?.literals.add(column);
    }
  }

  #alias(name: string, place: Usage | undefined): void {
    if (place !== undefined) this.#aliases.set(name, place);
  }

  #expand(node: Syntax): void {
    const [name, value] = node.kind === 'SimpleNamedExpression' ? node.children : [node, node];
    const place = value === undefined ? undefined : this.#place(value);
    if (place === undefined || name === undefined) return;
    place.elements ??= usage();
    this.#alias(name.name, place.elements);
  }

  #compare(node: Syntax): void {
    const [left, ...others] = node.children;
    if (left === undefined) return;
    const place = this.#place(left) ?? others.map((each) => this.#place(each)).find((each) => each !== undefined);
    const literals = [left, ...others].flatMap((each) => this.#literals(each));
    if (node.kind === 'HasAllExpression') place?.literals.add(literals.join(' '));
    for (const literal of literals) {
      place?.literals.add(literal);
      if (typeof literal !== 'number' || !/Than/.test(node.kind)) continue;
      place?.literals.add(literal + 1);
      place?.literals.add(literal - 1);
    }
  }

  /** `parse X with * "a=" A "," *`: a text that fits is the literals with something between them. */
  #parse(node: Syntax): void {
    const [subject, ...patterns] = node.children.filter(({ kind }) => kind !== 'NamedParameter');
    const place = subject === undefined ? undefined : this.#place(subject);
    const texts = patterns.flatMap((each) =>
      each.kind === 'StringLiteralExpression' ? [stringLiteralValue(each.text)] : [],
    );
    if (texts.length > 0) place?.literals.add(`1${texts.join('1')}1`);
  }

  #place(node: Syntax): Usage | undefined {
    const [first, second] = node.children;
    switch (node.kind) {
      case 'NameReference':
        return node.symbol?.kind === 'column' ? this.#column(node.name) : undefined;
      case 'ParenthesizedExpression':
        return first === undefined ? undefined : this.#place(first);
      case 'PathExpression':
        if (first === undefined || second === undefined) return undefined;
        if (first.text.startsWith('$')) return this.#column(second.name);
        return property(this.#place(first), second.kind === 'NameReference' ? second.name : second.text);
      case 'ElementExpression': {
        const place = first === undefined ? undefined : this.#place(first);
        const [selector] = second?.children ?? [];
        if (selector?.kind === 'StringLiteralExpression') return property(place, stringLiteralValue(selector.text));
        if (place !== undefined) place.elements ??= usage();
        return place?.elements;
      }
      case 'FunctionCallExpression': {
        const [argument] = second?.children ?? [];
        if (first === undefined || argument === undefined || !TRANSPARENT.test(first.name)) return undefined;
        if (/^column_?ifexists$/.test(first.name)) return this.#column(stringLiteralValue(argument.text));
        const place = this.#place(argument);
        if (place !== undefined && first.name === 'parse_xml') place.xml = true;
        return place;
      }
      default:
        return undefined;
    }
  }

  #column(name: string): Usage {
    const known = this.#aliases.get(name) ?? this.columns.get(name);
    if (known !== undefined) return known;
    const made = usage();
    this.columns.set(name, made);
    return made;
  }

  #literals(node: Syntax): readonly Literal[] {
    if (LIST.test(node.kind)) return node.children.flatMap((child) => this.#literals(child));
    switch (node.kind) {
      case 'StringLiteralExpression':
        return [stringLiteralValue(node.text)];
      case 'LongLiteralExpression':
      case 'IntLiteralExpression':
      case 'RealLiteralExpression': {
        const value = Number(node.text.replace(/^\w+\((.*)\)$/, '$1'));
        return Number.isFinite(value) ? [value] : [];
      }
      case 'BooleanLiteralExpression':
        return [node.text === 'true'];
      case 'NameReference':
        return this.#lets.get(node.name) ?? [];
      default:
        return [];
    }
  }
}

function property(place: Usage | undefined, name: string): Usage | undefined {
  if (place === undefined) return undefined;
  const known = place.properties.get(name) ?? usage();
  place.properties.set(name, known);
  return known;
}
