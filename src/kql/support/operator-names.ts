/** Keywords of query operators that are not their official name in words. */
const KEYWORDS: Readonly<Record<string, string>> = {
  Filter: 'where',
  GetSchema: 'getschema',
  ReduceBy: 'reduce',
  PartitionBy: 'partition by',
  MvExpand: 'mv-expand',
  MvApply: 'mv-apply',
  ParseKv: 'parse-kv',
  AssertSchema: 'assert-schema',
};

const SIGNS: Readonly<Record<string, string>> = {
  UnaryPlus: '+x',
  UnaryMinus: '-x',
  Add: '+',
  Subtract: '-',
  Multiply: '*',
  Divide: '/',
  Modulo: '%',
  LessThan: '<',
  LessThanOrEqual: '<=',
  GreaterThan: '>',
  GreaterThanOrEqual: '>=',
  Equal: '==',
  NotEqual: '!=',
  EqualTilde: '=~',
  BangTilde: '!~',
  In: 'in~',
  InCs: 'in',
  NotIn: '!in~',
  NotInCs: '!in',
  HasAny: 'has_any',
  HasAll: 'has_all',
  MatchesRegex: 'matches regex',
  And: 'and',
  Or: 'or',
  Between: 'between',
  NotBetween: '!between',
};

const TESTS = /^(Not)?(Has(?:Prefix|Suffix)?|Contains|StartsWith|EndsWith|Like)(Cs)?$/;

/** A query operator as people write it, from the official name of its syntax (`FilterOperator` -> `where`). */
export function keywordOf(kind: string): string {
  const name = kind.replace(/Operator$/, '');
  return KEYWORDS[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** An operator between values, from the official name of its syntax; undefined for other expressions. */
export function signOf(kind: string): string | undefined {
  const name = kind.replace(/Expression$/, '');
  const [, not, test, cased] = TESTS.exec(name) ?? [];
  if (test === undefined) return SIGNS[name];
  return `${not === undefined ? '' : '!'}${test.toLowerCase()}${cased === undefined ? '' : '_cs'}`;
}
