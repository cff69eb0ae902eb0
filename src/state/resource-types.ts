import { alertRuleType } from './alert-rule/alert-rule-type';
import { functionType } from './function/function-type';
import { markType } from './mark/mark-type';
import type { ResourceType } from './resource';
import type { ResourceTypeRow } from './resource-type';
import { watchlistType } from './watchlist/watchlist-type';

/** Every type of resource. A new type is a new row. */
export const resourceTypes: Readonly<Record<ResourceType, ResourceTypeRow>> = {
  watchlist: watchlistType,
  function: functionType,
  alertRule: alertRuleType,
  mark: markType,
};
