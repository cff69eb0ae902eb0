import type { JsonObject } from '../../json';
import { bodyRefs } from '../../ledger';
import { liveHash, RESOURCE_TYPES } from '../../state';
import type { ResourceType } from '../../state';
import type { Chains } from '../as-of';
import type { Problem } from './problem';

/** Whether every body that a record leads to is there, and is what the record says. Erased ones are not missing. */
export function bodyProblems(
  { deployments, observations }: Chains,
  bodies: ReadonlyMap<string, JsonObject | null>,
): { readonly problems: readonly Problem[]; readonly erased: number; readonly kept: number } {
  const gone = new Set(deployments.flatMap(({ record }) => (record.kind === 'erasure' ? record.bodies : [])));
  const problems: Problem[] = [];
  const told = new Set<string>();
  const erased = new Set<string>();
  const kept = new Set<string>();
  for (const { record, chain, sequence } of [...deployments, ...observations]) {
    for (const { subject, hash, body } of bodyRefs(record)) {
      const value = bodies.get(body);
      if (value !== undefined && value !== null) kept.add(body);
      else if (value === undefined && gone.has(body)) erased.add(body);
      const meant = value === undefined || value === null ? undefined : meaning(subject.type, value);
      const problem = problemOf({ value, erased: gone.has(body), fits: meant === undefined || meant === hash });
      if (problem === undefined || told.has(`${body} ${hash}`)) continue;
      told.add(`${body} ${hash}`);
      const where = `body ${body.slice(0, 12)}, of ${chain} ${sequence}`;
      problems.push({ ...problem, where });
    }
  }
  return { problems, erased: erased.size, kept: kept.size };
}

function problemOf({
  value,
  erased,
  fits,
}: {
  readonly value: JsonObject | null | undefined;
  readonly erased: boolean;
  readonly fits: boolean;
}): Omit<Problem, 'where'> | undefined {
  if (value === null) return { kind: 'body changed', message: 'it is not what its hash says' };
  if (value === undefined) {
    return erased
      ? undefined
      : { kind: 'body missing', message: 'it is not kept, and no record says that it was erased' };
  }
  if (fits) return undefined;
  return { kind: 'body means something else', message: 'it is kept, and does not mean what the record says it meant' };
}

/** Canonical hash of a body; undefined for a type that this version does not know. */
function meaning(type: string, body: JsonObject): string | undefined {
  const known = RESOURCE_TYPES.find((one): one is ResourceType => one === type);
  return known === undefined ? undefined : liveHash({ type: known, body });
}
