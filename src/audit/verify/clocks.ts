import type { DeploymentEntry } from '../../ledger';
import type { Chains } from '../as-of';
import type { Problem } from './problem';

/** How far the clocks of a runner and of the service may be apart. */
const SKEW_MS = 5 * 60_000;

/** Times that cannot be so: an expired plan, a write outside of its deployment by the service's clock, the future. */
export function clockProblems({ deployments, observations }: Chains, now: string): readonly Problem[] {
  const problems: Problem[] = [];
  const begins = new Map(deployments.map((entry) => [entry.hash, entry]));
  const seen = new Map(observations.map((entry) => [entry.hash, entry]));
  const limit = Date.parse(now) + SKEW_MS;
  for (const { record, chain, sequence } of [...deployments, ...observations]) {
    const say = (message: string): void =>
      void problems.push({ kind: 'clock', where: `${chain} ${sequence}`, message });
    if (Date.parse(record.at) > limit) say(`it was written at ${record.at}, which is in the future`);
    if (record.kind === 'begin') {
      if (Date.parse(record.at) > Date.parse(record.expires)) say('its plan had expired');
      const observed = record.observed === undefined ? undefined : seen.get(record.observed);
      if (observed !== undefined && Date.parse(observed.record.at) > Date.parse(record.at) + SKEW_MS) {
        say(`it knows the observation ${observed.sequence}, which was made later`);
      }
    }
    if (record.kind !== 'end') continue;
    const from = Date.parse(begins.get(record.begin)?.record.at ?? record.at) - SKEW_MS;
    const to = Date.parse(record.at) + SKEW_MS;
    const outside = record.actions.filter(({ date }) => {
      const time = date === undefined ? Number.NaN : Date.parse(date);
      return time < from || time > to;
    });
    if (outside.length > 0) say(outsideWords(outside));
  }
  return problems;
}

function outsideWords(
  outside: readonly Extract<DeploymentEntry['record'], { kind: 'end' }>['actions'][number][],
): string {
  const [first] = outside;
  return `by the service's own clock ${outside.length} of its writes were at another time (${first?.date ?? ''})`;
}
