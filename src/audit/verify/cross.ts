import { keyOf } from '../../ledger';
import type { EndRecord } from '../../ledger';
import type { Chains } from '../as-of';
import type { Problem } from './problem';

/** Whether the two chains tell one story: a deployment names the observation before it, and is observed after it. */
export function crossProblems({ deployments, observations }: Chains): readonly Problem[] {
  const problems: Problem[] = [];
  const known = new Map(observations.map((entry) => [entry.hash, entry.sequence]));
  let seen = 0;
  for (const { record, sequence } of deployments) {
    const where = `deployments ${sequence}`;
    if (record.kind === 'begin' && record.observed !== undefined) {
      const named = known.get(record.observed);
      if (named === undefined) {
        const message = `it names the observation ${record.observed.slice(0, 12)}, which is not in the chain of observations`;
        problems.push({ kind: 'contradiction', where, message });
      } else if (named < seen) {
        problems.push({
          kind: 'contradiction',
          where,
          message: 'it names an older observation than a deployment before it',
        });
      }
      seen = Math.max(seen, named ?? 0);
    }
    if (record.kind === 'end' && record.result === 'complete' && record.recovered !== true) {
      const look = observations.find((entry) => entry.record.source === 'deploy' && entry.record.at >= record.at);
      const next = deployments.find((entry) => entry.sequence > sequence && entry.record.kind === 'begin');
      if (look !== undefined && (next === undefined || look.record.at <= next.record.at)) {
        problems.push(...contradictions(record, { where, look }));
      }
    }
  }
  return problems;
}

/** A complete deployment compared what it wrote with a fresh list: the list that it kept must say the same. */
function contradictions(
  end: EndRecord,
  { where, look }: { readonly where: string; readonly look: Chains['observations'][number] },
): readonly Problem[] {
  const listed = new Map(look.record.resources.map((resource) => [keyOf(resource), resource.hash]));
  const types = new Set(look.record.resources.map(({ type }) => type));
  return end.actions.flatMap((action): readonly Problem[] => {
    if (action.outcome !== 'applied' || action.live === undefined || !types.has(action.type)) return [];
    const found = listed.get(keyOf(action)) ?? null;
    if (found === (action.live?.hash ?? null)) return [];
    const message = `it says that ${action.id} was left so, and observation ${look.sequence}, made by the same run, says otherwise`;
    return [{ kind: 'contradiction', where, message }];
  });
}
