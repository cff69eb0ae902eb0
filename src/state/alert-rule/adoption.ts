import { objectAt } from '../../json';
import type { JsonObject } from '../../json';

/**
 * Why a rule that somebody else made cannot be taken over as its file says it: a write replaces the whole rule, so a file
 * without the template would cut the rule's link to the Content Hub, by which the portal offers updates of it
 * (Azure-Sentinel#9215; azure-rest-api-specs, AlertRules, read 2026-11-24). The way out is said: a link can still be cut
 * on purpose, once the rule is ours. Undefined for a rule without a template, or with one that stays.
 */
export function templateCut(before: JsonObject, after: JsonObject): string | undefined {
  const live = templateOf(before);
  if (live.id === undefined) return undefined;
  const wanted = templateOf(after);
  const line = `\`template: { id: ${live.id}${live.version === undefined ? '' : `, version: ${live.version}`} }\``;
  if (wanted.id === undefined) {
    return `it was made from a Content Hub template, and its file would cut that link: add ${line}`;
  }
  const same = wanted.id.toLowerCase() === live.id.toLowerCase();
  return same && live.version !== undefined && wanted.version === undefined
    ? `it was made from version ${live.version} of its Content Hub template, and its file would forget that: say ${line}`
    : undefined;
}

/** The template that a rule was made from, as the rule's body says it. */
export function templateOf(body: JsonObject): { readonly id?: string; readonly version?: string } {
  const { alertRuleTemplateName: id, templateVersion: version } = objectAt(body, 'properties');
  return {
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    ...(typeof version === 'string' && version !== '' ? { version } : {}),
  };
}
