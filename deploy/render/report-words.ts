import { markName } from '../../src/state';
import { verdictOf } from '../apply-report';
import type { ApplyReport, ApplyResult, Outcome, Verdict } from '../apply-report';

/** Outcomes in the order in which people should see them: what needs them first. */
const OUTCOMES: readonly Outcome['kind'][] = [
  'refused',
  'conflict',
  'failed',
  'skipped',
  'without rule',
  'deleted',
  'disabled',
  'updated',
  'created',
  'already',
];

const WORDS: Readonly<Record<Outcome['kind'], string>> = {
  refused: 'refused',
  conflict: 'in conflict',
  failed: 'failed',
  skipped: 'not tried',
  'without rule': 'not tried',
  deleted: 'deleted',
  disabled: 'disabled',
  updated: 'updated',
  created: 'created',
  already: 'already as wanted',
};

export function outcomeWords(kind: Outcome['kind']): string {
  return WORDS[kind];
}

/** `3 updated, 1 created, 1 refused` */
export function reportTotals(report: ApplyReport): string {
  const results = shownResults(report);
  if (results.length === 0) return 'nothing to do';
  const counts = OUTCOMES.map((kind) => [kind, results.filter(({ outcome }) => outcome.kind === kind).length] as const);
  return [...counts]
    .reverse()
    .flatMap(([kind, count]) => (count === 0 ? [] : [`${count} ${WORDS[kind]}`]))
    .join(', ');
}

/** What of a rule's mark goes without saying: it went as its rule did. */
const QUIET: ReadonlySet<Verdict> = new Set(['done', 'skipped', 'without rule']);

/** Results that are told one by one: a mark that went with its rule goes without saying. */
export function shownResults({ results }: Pick<ApplyReport, 'results'>): readonly ApplyResult[] {
  const marked = new Set(results.filter(({ type }) => type !== 'mark').map((ref) => markName(ref).toLowerCase()));
  return results.filter(
    ({ type, id, outcome }) => type !== 'mark' || !marked.has(id.toLowerCase()) || !QUIET.has(verdictOf(outcome)),
  );
}

/** What a person must know of a result beyond its word: one line each. */
export function resultNotes({ outcome }: ApplyResult): readonly string[] {
  if (outcome.kind === 'failed' && outcome.effect === 'unknown') {
    return [outcome.message, 'whether it took effect is not known: the next plan will tell'];
  }
  if ('message' in outcome) return [outcome.message];
  if (!('lost' in outcome) || outcome.lost.length === 0) return [];
  return outcome.lost.map(({ path }) => `not as it was sent: the service came back with another ${path}`);
}

/** What the fresh list at the end said. */
export function verificationWords({ verification }: ApplyReport): readonly string[] {
  if (verification.kind === 'verified') return [];
  return [`not verified: the list after the writes failed (${verification.message})`];
}

/** The results with what needs a person first. */
export function byNeed(results: readonly ApplyResult[]): readonly ApplyResult[] {
  const rank = (result: ApplyResult): number =>
    resultNotes(result).length > 0 && 'lost' in result.outcome ? 0 : OUTCOMES.indexOf(result.outcome.kind);
  return [...results].sort((a, b) => rank(a) - rank(b));
}
