import { objectAt } from '../../json';
import { resourceKey } from '../resource';
import type { Resource } from '../resource';
import type { Sides } from '../sides';

/**
 * Why a function cannot work: another saved search, of another id, has its name. Rules that call it then fail with
 * "Multiple functions with the same name are defined in this workspace" (Microsoft Learn, monitor-analytics-rule-integrity,
 * read 2026-11-24).
 */
export function aliasClash(wanted: Resource, { live }: Pick<Sides, 'live'>): string | undefined {
  if (wanted.type !== 'function') return undefined;
  const alias = aliasOf(wanted);
  const other = [...live.values()].find(
    (one) => one.type === 'function' && resourceKey(one) !== resourceKey(wanted) && aliasOf(one) === alias,
  );
  if (alias === undefined || other === undefined) return undefined;
  return `the saved search ${other.id} of the workspace has the function name ${alias} too: queries that call it would fail; rename one of them`;
}

function aliasOf({ body }: Resource): string | undefined {
  const { functionAlias } = objectAt(body, 'properties');
  return typeof functionAlias === 'string' && functionAlias !== '' ? functionAlias : undefined;
}
