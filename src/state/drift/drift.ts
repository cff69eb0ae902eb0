import { objectAt } from '../../json';
import { isAutoDisabled } from '../alert-rule/auto-disabled';
import type { Change } from '../change';
import type { LastKnown } from '../last-known';
import { readMark } from '../mark/mark';
import type { Owner } from '../mark/mark';
import { editOf } from '../plan-wanted';
import { resourceKey } from '../resource';
import type { Resource, ResourceRef } from '../resource';
import { resourceTypes } from '../resource-types';
import { byKey, inOrder, marksByKey, refOfKey } from '../sides';

/** One way in which a workspace is not as we left it. */
export type Drift = ResourceRef & { readonly title: string } & (
    | { readonly kind: 'edited'; readonly changes: readonly Change[] }
    /** The service switched the rule off after it failed too often. */
    | { readonly kind: 'auto-disabled'; readonly changes: readonly Change[] }
    | { readonly kind: 'deleted' }
    /** The rule is as it was, and nothing says any more that it is ours. */
    | { readonly kind: 'mark lost' }
    /** Not ours, and not there when we last deployed. */
    | { readonly kind: 'added' }
  );

export interface DriftInput {
  readonly live: readonly Resource[];
  readonly metadata: readonly Resource[];
  readonly known: LastKnown;
  readonly owner: Owner;
  /** Keys of all rules in the list that the last deployment recorded; undefined if it recorded none. */
  readonly before: ReadonlySet<string> | undefined;
  /** The Defender portal switches kinds of rules off that it does not need. */
  readonly portal?: 'azure' | 'defender';
}

/**
 * Kinds that are switched off where a workspace is worked in the Defender portal, which makes incidents itself
 * (Microsoft Learn, move-to-defender, read 2026-11-24).
 */
const SWITCHED_OFF: ReadonlySet<unknown> = new Set(['MicrosoftSecurityIncidentCreation', 'Fusion']);

function isThePortals({ body }: Resource, changes: readonly Change[], portal: DriftInput['portal']): boolean {
  const off = changes.every((one) => one.path === 'properties.enabled' && one.kind === 'value');
  return (
    portal === 'defender' && SWITCHED_OFF.has(body['kind']) && off && objectAt(body, 'properties')['enabled'] === false
  );
}

/** What changed in a workspace behind our back: live against what we last wrote, whatever the repository wants. */
export function findDrift({ live, metadata, known, owner, before, portal }: DriftInput): readonly Drift[] {
  const there = byKey(live);
  const marks = marksByKey(metadata);
  const ours = [...known.owned].filter(([key]) => refOfKey(key).type !== 'mark');
  return inOrder([
    ...ours.flatMap(([key]): readonly Drift[] => {
      const rule = there.get(key);
      const { type, id } = rule ?? refOfKey(key);
      if (rule === undefined) return [{ kind: 'deleted', type, id, title: id }];
      const base = { type, id, title: resourceTypes[type].title(rule.body) ?? id };
      const edits = editOf(rule, { known });
      const changes = isThePortals(rule, edits, portal) ? [] : edits;
      const mark = marks.get(key);
      const lost = mark === undefined || readMark(mark, owner) !== 'ours';
      return [
        ...(changes.length === 0
          ? []
          : [
              {
                ...base,
                kind: isAutoDisabled(objectAt(rule.body, 'properties')) ? 'auto-disabled' : 'edited',
                changes,
              } as const,
            ]),
        ...(lost ? [{ ...base, kind: 'mark lost' } as const] : []),
      ];
    }),
    ...live
      .filter(({ type }) => type === 'alertRule')
      .filter((rule) => !known.owned.has(resourceKey(rule)) && before !== undefined && !before.has(resourceKey(rule)))
      .map(
        ({ type, id, body }) => ({ kind: 'added', type, id, title: resourceTypes[type].title(body) ?? id }) as const,
      ),
  ]);
}
