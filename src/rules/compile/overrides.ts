import type { AlertSeverity, IncidentConfiguration } from '../../sentinel';
import type { Exclusion, ParameterValue, Rule } from '../rule';

/** What one target changes of a rule: its tuning. What is absent stays as the rule has it. */
export interface TargetOverrides {
  readonly enabled?: boolean;
  readonly severity?: AlertSeverity;
  readonly createIncident?: boolean;
  /** Durations inside are ISO 8601. */
  readonly grouping?: IncidentConfiguration['groupingConfiguration'];
  readonly queryFrequencySeconds?: number;
  readonly queryPeriodSeconds?: number;
  readonly triggerThreshold?: number;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Come after the rule's own. */
  readonly exclusions?: readonly Exclusion[];
}

/** The rule as a target has it. Parameters and exclusions are added to the rule's own, everything else replaces. */
export function overrideRule(rule: Rule, overrides: TargetOverrides): Rule {
  const { enabled, severity, parameters, exclusions } = overrides;
  const shared = {
    enabled: enabled ?? rule.enabled,
    severity: severity ?? rule.severity,
    parameters: { ...rule.parameters, ...parameters },
    exclusions: [...rule.exclusions, ...(exclusions ?? [])],
    ...incidentsOf(rule, overrides),
  };
  if (rule.kind === 'NRT') return { ...rule, ...shared };
  return {
    ...rule,
    ...shared,
    queryFrequencySeconds: overrides.queryFrequencySeconds ?? rule.queryFrequencySeconds,
    queryPeriodSeconds: overrides.queryPeriodSeconds ?? rule.queryPeriodSeconds,
    triggerThreshold: overrides.triggerThreshold ?? rule.triggerThreshold,
  };
}

function incidentsOf(
  { incidentConfiguration: own }: Rule,
  { createIncident, grouping }: TargetOverrides,
): Pick<Rule, 'incidentConfiguration'> {
  if (createIncident === undefined && grouping === undefined) return {};
  return {
    incidentConfiguration: {
      ...own,
      createIncident: createIncident ?? own?.createIncident ?? true,
      ...(grouping === undefined ? {} : { groupingConfiguration: grouping }),
    },
  };
}
