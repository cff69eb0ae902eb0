import { objectAt, sameJson } from '../../json';
import type { JsonObject } from '../../json';
import type { ResourceTypeRow } from '../resource-type';
import { canonicalMark } from './mark';

/** The marks of rules. */
export const markType: ResourceTypeRow = {
  canonical: canonicalMark,
  writable: (body) => ({ properties: objectAt(body, 'properties') }),
  diff: (before, after) =>
    sameJson(before, after)
      ? []
      : [
          {
            kind: 'value',
            field: 'mark',
            path: 'properties.source',
            impact: 'changes',
            from: words(before),
            to: words(after),
          },
        ],
  title: () => undefined,
  blocker: () => undefined,
};

function words(body: JsonObject): string {
  const { kind, name, sourceId } = objectAt(objectAt(body, 'properties'), 'source');
  return [kind, name, sourceId].filter((part) => typeof part === 'string').join(' ');
}
