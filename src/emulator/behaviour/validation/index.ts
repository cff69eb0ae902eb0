import { validateAlertDetails, validateCustomDetails } from './details';
import { validateEntityMappings, validateSentinelEntities } from './entities';
import { validateGrouping, validateTemplate } from './grouping-and-template';
import type { QueryRule, Validation } from './query-rule';
import { validateQueryText } from './query-text';
import { validateSchedule, validateStart } from './schedule';

/** In the order in which the service is taken to look ([U]). */
const VALIDATIONS: readonly Validation[] = [
  validateSchedule,
  validateStart,
  validateQueryText,
  validateEntityMappings,
  validateSentinelEntities,
  validateCustomDetails,
  validateAlertDetails,
  validateGrouping,
  validateTemplate,
];

/** What the service would not accept of a rule whose shape is right: the first message, or undefined. */
export function validateRule(rule: QueryRule, now: number): string | undefined {
  for (const validate of VALIDATIONS) {
    const message = validate(rule, now);
    if (message !== undefined) return message;
  }
  return undefined;
}

export { asQueryRule } from './query-rule';
export type { QueryRule } from './query-rule';
export { placeholders } from './details';
