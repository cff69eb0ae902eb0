import { ALERT_RULE_PROPERTIES, alertRuleShape } from '../contract/alert-rule-shape';
import { badRequest, invalidName, kindChange, recentlyDeleted, unsupportedKind } from '../errors';
import type { Refusal } from '../errors';
import { holdingsOf } from '../holdings';
import { member, objectMember } from '../json';
import type { JsonObject } from '../json';
import { shareParts } from '../state/shared';
import { keyOf } from '../state/state';
import type { StoredResource } from '../state/state';
import { presentAlertRule } from './alert-rules';
import { addressed, answer, nameOf, putChange, refuse, workspace } from './call';
import type { Call, Operation } from './call';
import { completeQueryRule, serverTime } from './defaults';
import { checkEtag, makeEtag } from './etag';
import { mergeSources } from './fusion';
import { checkLimit, checkName } from './limits';
import { refuseQuery } from './query-validation';
import { readObject, readShaped } from './read-body';
import { templateContent } from './templates';
import { asQueryRule, validateRule } from './validation';

/** Creates a rule or replaces it whole: what the body leaves out is reset, not kept. */
export const putAlertRule: Operation = (call) => {
  if (!VALID_NAME.test(nameOf(call))) return refuse(invalidName(nameOf(call)));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const kind = member(sent.value, 'kind');
  const shape = typeof kind === 'string' ? member(ALERT_RULE_PROPERTIES, kind) : undefined;
  if (typeof kind !== 'string') return refuse(badRequest("Required property 'kind' not found in JSON. Path ''."));
  if (shape === undefined || (call.settings.kinds === 'byVersion' && !call.version.kinds.includes(kind))) {
    return refuse(unsupportedKind(kind, call.version.id, call.version.kinds));
  }
  const body = readShaped(call, sent.value, alertRuleShape(shape));
  if ('refusal' in body) return refuse(body.refusal);
  const properties = objectMember(body.value, 'properties') ?? {};
  const existing = addressed(call, 'alertRules');
  const refusal =
    refuseContent(call, kind, properties) ??
    refuseConflict(call, { kind, existing, body: body.value }) ??
    checkName(call, properties['displayName']) ??
    checkLimit(call, kind, properties['enabled'] === true) ??
    refuseKql(call, kind, properties);
  if (refusal !== undefined) return refuse(refusal);
  const rule: StoredResource = {
    name: existing?.name ?? nameOf(call),
    etag: makeEtag(call.state.revision + 1, call.now),
    kind,
    properties: shareParts({
      ...complete(call, kind, { properties, existing }),
      lastModifiedUtc: serverTime(call.now),
    }),
  };
  return answer(existing === undefined ? 201 : 200, presentAlertRule(call, rule), [
    putChange(call, 'alertRules', rule),
  ]);
};

/** Lengths and characters that the Resource Manager allows in the name of any resource. */
// oxlint-disable-next-line no-control-regex
const VALID_NAME = /^[^<>%&:\\?/\u0000-\u001f]{1,260}$/;

function refuseContent(call: Call, kind: string, properties: JsonObject): Refusal | undefined {
  const rule = asQueryRule(kind, properties);
  const message = rule === undefined ? undefined : validateRule(rule, call.now);
  return message === undefined ? undefined : badRequest(message);
}

function refuseConflict(
  call: Call,
  put: { readonly kind: string; readonly existing: StoredResource | undefined; readonly body: JsonObject },
): Refusal | undefined {
  const { kind, existing, body } = put;
  const name = nameOf(call);
  const deleted = member(workspace(call).tombstones, keyOf(name));
  if (existing === undefined && deleted !== undefined && call.now < deleted + call.settings.tombstoneSeconds * 1000) {
    return recentlyDeleted(name, call.settings.refusals.recentlyDeleted);
  }
  const stale = checkEtag(call, existing, body);
  if (stale !== undefined) return stale;
  const before = existing?.kind;
  return before === undefined || before === kind ? undefined : kindChange(name, before, kind);
}

function refuseKql(call: Call, kind: string, properties: JsonObject): Refusal | undefined {
  const rule = asQueryRule(kind, properties);
  if (rule === undefined || call.validateQuery === undefined) return undefined;
  if (!rule.enabled && call.settings.validateDisabledRules === 'no') return undefined;
  const holdings = holdingsOf(workspace(call));
  const given = { holdings, absentWatchlists: call.settings.watchlists.absent };
  return refuseQuery(rule, call.validateQuery(rule.query, given));
}

function complete(
  call: Call,
  kind: string,
  put: { readonly properties: JsonObject; readonly existing: StoredResource | undefined },
): JsonObject {
  const { properties, existing } = put;
  if (kind === 'Scheduled' || kind === 'NRT') return completeQueryRule(properties);
  if (kind === 'MicrosoftSecurityIncidentCreation') return properties;
  const content = { ...templateContent(call, properties['alertRuleTemplateName']), ...properties };
  if (kind !== 'Fusion') return content;
  const sources = mergeSources(existing?.properties['sourceSettings'], member(properties, 'sourceSettings'));
  return sources === undefined ? content : { ...content, sourceSettings: sources };
}
