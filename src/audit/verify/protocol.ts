import { keyOf } from '../../ledger';
import type { BeginRecord, DeploymentEntry } from '../../ledger';
import type { Problem } from './problem';

/** Whether deployments follow each other as deployments do: begin, end, begin, end, each plan once. */
export function protocolProblems(entries: readonly DeploymentEntry[]): readonly Problem[] {
  const problems: Problem[] = [];
  const plans = new Map<string, number>();
  let open: { readonly entry: DeploymentEntry; readonly begin: BeginRecord } | undefined;
  for (const entry of entries) {
    const { record, sequence } = entry;
    const say = (message: string): void =>
      void problems.push({ kind: 'protocol', where: `deployments ${sequence}`, message });
    if (record.kind === 'begin') {
      if (open !== undefined) say(`it begins while the deployment of ${open.entry.sequence} has not ended`);
      const used = plans.get(record.plan);
      if (used !== undefined) say(`its plan was carried out before, by ${used}`);
      plans.set(record.plan, sequence);
      open = { entry, begin: record };
    }
    if (record.kind !== 'end') continue;
    if (open === undefined) say('it ends a deployment that did not begin');
    else {
      if (record.begin !== open.entry.hash) say('it ends another deployment than the one that is open');
      const begun = new Set(open.begin.actions.map(keyOf));
      const stray = record.actions.filter((action) => !begun.has(keyOf(action)));
      if (stray.length > 0) say(`it tells of ${stray.length} writes that no plan held`);
      if (record.actions.length < begun.size) say(`${begun.size - record.actions.length} writes are not accounted for`);
    }
    const failed = record.actions.some(({ outcome }) => outcome !== 'applied');
    if (record.result === 'complete' && failed) say('it says complete, and not all of it was applied');
    open = undefined;
  }
  if (open !== undefined) {
    const { sequence } = open.entry;
    const message = 'it has not ended: it runs, its run was killed, or its end was cut off';
    problems.push({ kind: 'protocol', where: `deployments ${sequence}`, message });
  }
  return problems;
}
