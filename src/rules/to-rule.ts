import { printDuration } from '../sentinel';
import type { AlertDetailsOverride, IncidentConfiguration } from '../sentinel';
import type { Rule } from './rule';
import { ruleDuration } from './rule-duration';
import { OPERATORS } from './rule-file';
import type { RuleFileContent } from './rule-file';

/** What a rule gets that does not say how long it is suppressed: the portal's and the API clients' default. */
const SUPPRESSION_SECONDS = 5 * 3600;

/** The rule that a file which passed the schema says, in one form: durations in seconds, ids in lower case, defaults filled in. */
export function toRule(file: RuleFileContent): Rule {
  const ids = [...new Set([...(file.relevantTechniques ?? []), ...(file.techniques ?? [])])];
  const subTechniques = ids.filter((id) => id.includes('.'));
  const techniques = [...new Set(ids.map((id) => id.slice(0, 5)))];
  const shared = {
    id: file.id.toLowerCase(),
    name: file.name.trim(),
    ...(file.version === undefined ? {} : { version: file.version }),
    description: withoutOuterQuotes(file.description ?? ''),
    severity: file.severity,
    enabled: file.enabled ?? true,
    maturity: file.maturity ?? 'production',
    tactics: [...new Set(file.tactics)],
    techniques,
    subTechniques,
    ...templateOf(file),
    query: file.query,
    exclusions: file.exclusions ?? [],
    parameters: file.parameters ?? {},
    entityMappings: file.entityMappings ?? [],
    sentinelEntitiesMappings: file.sentinelEntitiesMappings ?? [],
    customDetails: file.customDetails ?? {},
    ...overrideOf(file),
    ...(file.eventGroupingSettings === undefined ? {} : { eventGroupingSettings: file.eventGroupingSettings }),
    ...incidentOf(file),
    suppressionEnabled: file.suppressionEnabled ?? false,
    suppressionSeconds: ruleDuration(file.suppressionDuration) ?? SUPPRESSION_SECONDS,
    ...(file.targets === undefined ? {} : { targets: file.targets }),
    ...(file.owner === undefined ? {} : { owner: file.owner }),
  };
  if (file.kind === 'NRT') return { kind: 'NRT', ...shared };
  return {
    kind: 'Scheduled',
    ...shared,
    queryFrequencySeconds: ruleDuration(file.queryFrequency) ?? 0,
    queryPeriodSeconds: ruleDuration(file.queryPeriod) ?? 0,
    triggerOperator: OPERATORS[file.triggerOperator ?? 'gt'],
    triggerThreshold: file.triggerThreshold ?? 0,
    ...(file.startTimeUtc === undefined ? {} : { startTimeUtc: file.startTimeUtc }),
  };
}

/** The community's files wrap descriptions in quotes inside a block; its own packaging takes them off. */
function withoutOuterQuotes(description: string): string {
  const text = description.trim();
  const wrapped = text.length >= 2 && /^['"]/.test(text) && text.endsWith(text.charAt(0));
  return wrapped ? text.slice(1, -1).trim() : text;
}

function templateOf(file: RuleFileContent): { readonly template?: { readonly id: string; readonly version?: string } } {
  const id = file.template?.id ?? file.alertRuleTemplateName;
  const version = file.template?.version ?? file.templateVersion;
  if (id === undefined) return {};
  return { template: { id: id.toLowerCase(), ...(version === undefined ? {} : { version }) } };
}

function incidentOf({ incidentConfiguration: incident }: RuleFileContent): {
  readonly incidentConfiguration?: IncidentConfiguration;
} {
  if (incident === undefined) return {};
  const { createIncident, groupingConfiguration: grouping } = incident;
  if (grouping === undefined) return { incidentConfiguration: { createIncident } };
  return { incidentConfiguration: { createIncident, groupingConfiguration: groupingOf(grouping) } };
}

type FileGrouping = NonNullable<NonNullable<RuleFileContent['incidentConfiguration']>['groupingConfiguration']>;

/** Grouping as files write it, with its duration as the service has it. */
export function groupingOf(grouping: FileGrouping): NonNullable<IncidentConfiguration['groupingConfiguration']> {
  return { ...grouping, lookbackDuration: printDuration(ruleDuration(grouping.lookbackDuration) ?? 0) };
}

/** The service wants at least one entry in a list that is sent: an empty one is left out, and so is an override of nothing. */
function overrideOf({ alertDetailsOverride }: RuleFileContent): {
  readonly alertDetailsOverride?: AlertDetailsOverride;
} {
  if (alertDetailsOverride === undefined) return {};
  const { alertDynamicProperties = [], ...given } = alertDetailsOverride;
  const texts = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ''));
  const override = alertDynamicProperties.length === 0 ? texts : { ...texts, alertDynamicProperties };
  return Object.keys(override).length === 0 ? {} : { alertDetailsOverride: override };
}
