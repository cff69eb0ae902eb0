import { kustoLanguage } from './load';

let names: readonly string[] | undefined;

/** Names of KQL's own functions, aggregates and plugins: what a misspelt function may have meant. */
export function builtInFunctionNames(): readonly string[] {
  const { Functions, Aggregates, PlugIns } = kustoLanguage();
  names ??= [Functions.All, Aggregates.All, PlugIns.All].flatMap((all) => all.map(({ Name }) => Name));
  return names;
}
