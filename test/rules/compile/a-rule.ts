import type { ScheduledRule } from '../../../src/rules/rule';

/** A small valid rule; tests name only what they are about. */
export function aRule(changes: Partial<ScheduledRule>): ScheduledRule {
  return {
    id: '11111111-2222-3333-4444-555555555555',
    kind: 'Scheduled',
    name: 'Many failed sign-ins',
    description: 'Finds accounts with many failed sign-ins.',
    severity: 'Medium',
    enabled: true,
    maturity: 'production',
    tactics: ['CredentialAccess'],
    techniques: ['T1110'],
    subTechniques: [],
    query: 'SigninLogs\n| where ResultType != "0"\n',
    queryFrequencySeconds: 3600,
    queryPeriodSeconds: 86_400,
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    exclusions: [],
    parameters: {},
    entityMappings: [],
    sentinelEntitiesMappings: [],
    customDetails: {},
    suppressionEnabled: false,
    suppressionSeconds: 18_000,
    ...changes,
  };
}
