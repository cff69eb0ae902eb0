import { objectAt } from '../json';
import type { Warning } from './plan';
import { resourceKey } from './resource';
import { resourceTypes } from './resource-types';
import type { Sides } from './sides';

/**
 * Rules that are enabled, live as they are wanted, and lack what their query reads. There is nothing to write, so they hold
 * nothing up; somebody should know that they find nothing.
 */
export function unmetWarnings({ desired, live }: Sides): readonly Warning[] {
  const row = resourceTypes.alertRule;
  return [...desired.values()].flatMap((wanted): readonly Warning[] => {
    const { type, id, path, body, blocked } = wanted;
    const there = live.get(resourceKey(wanted));
    if (type !== 'alertRule' || blocked === undefined || there === undefined) return [];
    const enabled = objectAt(body, 'properties')['enabled'] !== false;
    if (!enabled || row.diff(row.canonical(there.body), row.canonical(body)).length > 0) return [];
    return [
      {
        kind: 'unmet',
        type,
        id,
        title: row.title(body) ?? id,
        ...(path === undefined ? {} : { path }),
        message: 'it is live as it is wanted, and cannot work there',
        help: blocked,
      },
    ];
  });
}
