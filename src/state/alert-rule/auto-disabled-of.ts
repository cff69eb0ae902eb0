import { objectAt } from '../../json';
import type { Resource } from '../resource';
import { isAutoDisabled, readAutoDisabled } from './auto-disabled';
import { canonicalAlertRule } from './canonical';

/**
 * What the service says of a rule that it switched off, and the rule's own name; undefined for any other. Without the
 * rule as it is wanted, the reason is all of its description: where one ends and the other begins nobody can tell.
 */
export function autoDisabledOf(
  live: Pick<Resource, 'body'>,
  wanted: Pick<Resource, 'body'> | undefined,
): { readonly reason: string; readonly name: string } | undefined {
  const properties = objectAt(canonicalAlertRule(live.body), 'properties');
  if (!isAutoDisabled(properties)) return undefined;
  const own = wanted === undefined ? {} : objectAt(canonicalAlertRule(wanted.body), 'properties');
  const read = readAutoDisabled(properties, own);
  const name = read?.properties['displayName'];
  return { reason: read?.reason ?? '', name: typeof name === 'string' ? name : '' };
}
