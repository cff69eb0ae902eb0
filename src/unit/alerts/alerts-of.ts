import type { Rule } from '../../rules';
import type { Alert, ResultRow, Results } from './alert';
import { customDetailsOf } from './custom-details';
import { entitiesOf } from './entities';
import { MOST_ALERTS } from './limits';
import { overridesOf } from './overrides';

/** The alerts of a run that triggered: one for all results, or one a result up to the service's limit. */
export function alertsOf(rule: Rule, results: Results): readonly Alert[] {
  const { rows } = results;
  if (rows.length === 0 || rule.eventGroupingSettings?.aggregationKind !== 'AlertPerResult') {
    return [alertOf(rule, rows, results)];
  }
  const most = MOST_ALERTS[rule.kind];
  const single = rows.length <= most ? rows : rows.slice(0, most - 1);
  const rest = rows.slice(single.length);
  const alerts = single.map((row) => alertOf(rule, [row], results));
  return rest.length === 0 ? alerts : [...alerts, alertOf(rule, rest, results)];
}

function alertOf(rule: Rule, rows: readonly ResultRow[], { time }: Results): Alert {
  return {
    ...overridesOf(rule, rows),
    customDetails: customDetailsOf(rule, rows),
    entities: entitiesOf(rule, rows),
    rows,
    time,
  };
}
