import type { RunningEmulator } from '../../scripts/emulate';

const PATH = '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w';

/** What SentinelAudit would hold of every write of a rule, by whomever. */
export function sentinelAuditOf({ control }: RunningEmulator): readonly object[] {
  return control
    .writes()
    .filter(({ collection, effect }) => collection === 'alertRules' && effect !== 'none')
    .map(({ time, name, method, requestId, principal }) => ({
      TimeGenerated: time,
      OperationName: `Microsoft.SecurityInsights/alertRules/${method === 'DELETE' ? 'Delete' : 'Write'}`,
      Status: 'Success',
      CorrelationId: requestId,
      ExtendedProperties: {
        CallerName: principal,
        ResourceId: `${PATH}/providers/Microsoft.SecurityInsights/alertRules/${name}`,
      },
    }));
}
