import { kustoLanguage } from './load';

/** Names that the official language has, whatever this engine makes of them. Syntax by its official name. */
export interface OfficialNames {
  readonly functions: readonly string[];
  readonly aggregates: readonly string[];
  readonly plugins: readonly string[];
  readonly joinKinds: readonly string[];
  /** `FilterOperator`, `EqualExpression`, `LetStatement`... */
  readonly syntax: readonly string[];
}

/** Names that begin with two underscores are Microsoft's own and left out. */
export function officialNames(): OfficialNames {
  const { Functions, Aggregates, PlugIns, KustoFacts, Syntax } = kustoLanguage();
  const named = (all: readonly { readonly Name: string }[]): readonly string[] =>
    all.map(({ Name }) => Name).filter((name) => !name.startsWith('__'));
  return {
    functions: named(Functions.All),
    aggregates: named(Aggregates.All),
    plugins: named(PlugIns.All),
    joinKinds: [...KustoFacts.JoinKinds],
    syntax: Object.entries(Syntax.SyntaxKind).flatMap(([name, code]) => (typeof code === 'number' ? [name] : [])),
  };
}
