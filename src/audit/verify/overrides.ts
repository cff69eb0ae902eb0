import type { DeploymentEntry, Override } from '../../ledger';
import type { Problem } from './problem';

/** Overrides that could not have been valid, and ratifications that nobody seconded. */
export function overrideProblems(entries: readonly DeploymentEntry[]): readonly Problem[] {
  return entries.flatMap(({ record, sequence }): readonly Problem[] => {
    const where = `deployments ${sequence}`;
    if (record.kind === 'begin' && record.override !== undefined) {
      return faults(record.override, record).map((message) => ({ kind: 'override', where, message }));
    }
    if (record.kind !== 'ratification') return [];
    const { by, second, ticket } = record;
    const missing = [
      by === undefined && 'who',
      ticket === undefined && 'a ticket',
      second === undefined && 'a second person',
    ];
    const found = missing.filter((one) => one !== false);
    if (found.length > 0) return [{ kind: 'ratification', where, message: `it does not name ${found.join(', ')}` }];
    return sameName(by, second)
      ? [{ kind: 'ratification', where, message: 'who did it and who agreed are the same' }]
      : [];
  });
}

function faults(override: Override, begin: { readonly plan: string; readonly at: string }): readonly string[] {
  const { asker, approver, plan, reason, expires } = override;
  return [
    ...(plan === begin.plan ? [] : ['its override is for another plan']),
    ...(sameName(asker, approver) ? ['who asked for its override and who agreed are the same'] : []),
    ...(reason.trim() === '' ? ['its override gives no reason'] : []),
    ...(Date.parse(expires) > Date.parse(begin.at) ? [] : ['its override had expired']),
  ];
}

/** Whether two texts name one person. */
export function sameName(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return false;
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
