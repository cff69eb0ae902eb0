import type { Knowledge } from '../../rules';
import type { ReportRule, ReportShared } from '../report-data';

/**
 * Watchlists and saved functions: those that rules read, and those of the project that no rule reads. Names compare
 * without case, as a query's do.
 */
export function sharedOf(rules: readonly ReportRule[], catalog: Knowledge): readonly ReportShared[] {
  const own = catalog.functionNames().filter((name) => catalog.function(name)?.origin === 'project');
  const watchlists = named([
    ...catalog.watchlistAliases(),
    ...rules.flatMap((rule) => rule.watchlists.map(({ name }) => name)),
  ]);
  const functions = named([...own, ...rules.flatMap((rule) => rule.functions)]);
  return [
    ...watchlists.map((name): ReportShared => {
      const known = catalog.watchlist(name);
      const reads = ({ watchlists: lists }: ReportRule) => lists.some((each) => same(each.name, name));
      return {
        kind: 'watchlist',
        name,
        about: known?.description,
        items: known?.items.length,
        rules: rules.filter(reads).map(({ id }) => id),
      };
    }),
    ...functions.map((name): ReportShared => ({
      kind: 'function',
      name,
      about: undefined,
      items: undefined,
      rules: rules.filter((rule) => rule.functions.some((each) => same(each, name))).map(({ id }) => id),
    })),
  ];
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Each name once, in the letters of the first. */
function named(names: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const name of names) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
  return [...known.values()].toSorted();
}
