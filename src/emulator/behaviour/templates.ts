import { resourceId } from '../contract/routes';
import { resourceNotFound } from '../errors';
import { member } from '../json';
import type { Json, JsonObject } from '../json';
import { keyOf, lookup } from '../state/state';
import type { Collection, StoredResource } from '../state/state';
import { answer, listed, nameOf, refuse, workspace } from './call';
import type { Call, Operation } from './call';
import { page } from './paging';
import builtIn from './templates.json';

/** Templates that every workspace has; made up here, but for the id of Fusion's. A workspace may add its own. */
const BUILT_IN: Collection = Object.fromEntries(
  builtIn.map(({ name, kind, properties }): [string, StoredResource] => [
    keyOf(name),
    { name, etag: '', kind, properties },
  ]),
);

/** What a template says of itself and its rules repeat; the rest is for the catalogue. */
const CONTENT = ['displayName', 'description', 'severity', 'tactics', 'techniques', 'subTechniques'];

export const listTemplates: Operation = (call) =>
  page(call, {
    items: Object.entries(templates(call)).filter(([, { kind = '' }]) => call.version.kinds.includes(kind)),
    tell: (template) => present(call, template),
  });

export const getTemplate: Operation = (call) => {
  const template = lookup(templates(call), nameOf(call));
  if (template === undefined) return refuse(resourceNotFound('alertRuleTemplates', nameOf(call)));
  return answer(200, present(call, template));
};

/** What the service writes into a rule whose content is the template's. Nothing for a template that is not known. */
export function templateContent(call: Call, name: Json | undefined): JsonObject {
  const template = typeof name === 'string' ? lookup(templates(call), name) : undefined;
  if (template === undefined) return {};
  return Object.fromEntries(
    CONTENT.flatMap((property): [string, Json][] => {
      const value = member(template.properties, property);
      return value === undefined ? [] : [[property, value]];
    }),
  );
}

const templates = (call: Call): Collection => ({ ...BUILT_IN, ...workspace(call).collections.alertRuleTemplates });

function present(call: Call, { name, kind = '', properties }: StoredResource): JsonObject {
  const users = listed(call, 'alertRules').filter(([, rule]) => {
    const template = rule.properties['alertRuleTemplateName'];
    return typeof template === 'string' && keyOf(template) === keyOf(name);
  });
  return {
    id: resourceId(call.route.address, 'alertRuleTemplates', name),
    name,
    type: 'Microsoft.SecurityInsights/alertRuleTemplates',
    kind,
    properties: { alertRulesCreatedByTemplateCount: users.length, ...properties },
  };
}
