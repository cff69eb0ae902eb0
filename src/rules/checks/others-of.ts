import type { RuleAnalysis } from '../analysis/analyse-rule';
import type { Dependencies } from '../dependencies/dependencies';
import { dependenciesOf } from '../dependencies/derive';

const REACHES = /\b(?:workspace|app|resource)\s*\(/;

/** Most queries reach nowhere: only one that might, itself or by a function that it calls, is read for it. */
export function othersOf(analysis: RuleAnalysis | undefined): Dependencies['others'] {
  if (analysis?.walk === undefined) return [];
  const { catalog, compiled, walk } = analysis;
  const texts = [compiled.text, ...[...walk.sources.keys()].map((name) => catalog.function(name)?.body ?? '')];
  return texts.some((text) => REACHES.test(text)) ? dependenciesOf(compiled.text, catalog).others : [];
}

/** One for each name: the same workspace may be meant by its name and by its GUID. */
export function distinctOthers(others: Dependencies['others']): Dependencies['others'] {
  return [
    ...new Map(others.toReversed().map((one) => [`${one.by} ${one.name.toLowerCase()}`, one])).values(),
  ].toReversed();
}
