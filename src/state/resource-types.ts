import { alertRuleType } from './alert-rule/alert-rule-type';
import { markType } from './mark/mark-type';
import type { ResourceType } from './resource';
import type { ResourceTypeRow } from './resource-type';

/** Every type of resource. A new type is a new row. */
export const resourceTypes: Readonly<Record<ResourceType, ResourceTypeRow>> = {
  alertRule: alertRuleType,
  mark: markType,
};
