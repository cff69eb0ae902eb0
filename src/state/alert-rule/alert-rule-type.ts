import { objectAt } from '../../json';
import type { JsonObject } from '../../json';
import type { ResourceTypeRow } from '../resource-type';
import { templateCut } from './adoption';
import { canonicalAlertRule } from './canonical';
import { diffAlertRule } from './diff';
import { QUERY_KINDS, SERVER_OWNED } from './vocabulary';

/** Analytics rules of all kinds. */
export const alertRuleType: ResourceTypeRow = {
  canonical: canonicalAlertRule,
  writable: (body) => {
    const properties = Object.entries(objectAt(body, 'properties')).filter(([key]) => !SERVER_OWNED.includes(key));
    return { ...body, properties: Object.fromEntries(properties) };
  },
  diff: diffAlertRule,
  title: (body) => textAt(objectAt(body, 'properties'), 'displayName'),
  blocker: (before, after) => {
    const [live, wanted] = [textAt(before, 'kind'), textAt(after, 'kind')];
    if (live === wanted || live === undefined) return undefined;
    if (!QUERY_KINDS.includes(live))
      return `the live rule is one of the kind ${live}: built-in kinds are never touched`;
    return `a live rule cannot change its kind (${live} -> ${wanted ?? 'none'}): give the rule a new id, or delete the live one first`;
  },
  unadoptable: templateCut,
};

function textAt(value: JsonObject, key: string): string | undefined {
  const text = value[key];
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}
