import { ALERT_RULE_PROPERTIES } from '../contract/alert-rule-shape';
import { resourceId } from '../contract/routes';
import { ruleNotFound } from '../errors';
import { member } from '../json';
import type { JsonObject } from '../json';
import type { StoredResource } from '../state/state';
import { addressed, answer, deleteChange, listed, nameOf, refuse } from './call';
import type { Call, Operation } from './call';
import { tell } from './echo';
import { checkEtag } from './etag';
import { orphanedBy } from './metadata';
import { page } from './paging';

export const listAlertRules: Operation = (call) =>
  page(call, { items: listed(call, 'alertRules'), tell: (rule) => presentAlertRule(call, rule) });

export const getAlertRule: Operation = (call) => {
  const rule = addressed(call, 'alertRules');
  return rule === undefined ? refuse(ruleNotFound(nameOf(call))) : answer(200, presentAlertRule(call, rule));
};

export const deleteAlertRule: Operation = (call) => {
  const rule = addressed(call, 'alertRules');
  if (rule === undefined) return answer(204);
  const stale = checkEtag(call, rule, undefined);
  if (stale !== undefined) return refuse(stale);
  return answer(200, undefined, [deleteChange(call, 'alertRules', rule.name), ...orphanedBy(call, rule)]);
};

/** A stored rule as a response carries it. */
export function presentAlertRule(call: Call, { name, etag, kind = '', properties }: StoredResource): JsonObject {
  const shape = member(ALERT_RULE_PROPERTIES, kind);
  return {
    id: resourceId(call.route.address, 'alertRules', name),
    name,
    type: 'Microsoft.SecurityInsights/alertRules',
    etag,
    kind,
    properties: shape === undefined ? properties : tell(properties, shape, call),
  };
}
