import type { ApplyReport, ApplyResult, Outcome } from '../apply-report';

/** Outcomes in the order in which people should see them: what needs them first. */
const OUTCOMES: readonly Outcome['kind'][] = [
  'refused',
  'conflict',
  'failed',
  'skipped',
  'updated',
  'created',
  'already',
];

const WORDS: Readonly<Record<Outcome['kind'], string>> = {
  refused: 'refused',
  conflict: 'in conflict',
  failed: 'failed',
  skipped: 'not tried',
  updated: 'updated',
  created: 'created',
  already: 'already as wanted',
};

export function outcomeWords(kind: Outcome['kind']): string {
  return WORDS[kind];
}

/** `3 updated, 1 created, 1 refused` */
export function reportTotals({ results }: ApplyReport): string {
  if (results.length === 0) return 'nothing to do';
  const counts = OUTCOMES.map((kind) => [kind, results.filter(({ outcome }) => outcome.kind === kind).length] as const);
  return [...counts]
    .reverse()
    .flatMap(([kind, count]) => (count === 0 ? [] : [`${count} ${WORDS[kind]}`]))
    .join(', ');
}

/** What a person must know of a result beyond its word: one line each. */
export function resultNotes({ outcome }: ApplyResult): readonly string[] {
  if ('message' in outcome) return [outcome.message];
  if (!('lost' in outcome) || outcome.lost.length === 0) return [];
  return outcome.lost.map(({ path }) => `not as it was sent: the service came back with another ${path}`);
}

/** The results with what needs a person first. */
export function byNeed(results: readonly ApplyResult[]): readonly ApplyResult[] {
  const rank = (result: ApplyResult): number =>
    resultNotes(result).length > 0 && 'lost' in result.outcome ? 0 : OUTCOMES.indexOf(result.outcome.kind);
  return [...results].sort((a, b) => rank(a) - rank(b));
}
