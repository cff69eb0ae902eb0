import type { EnumValue, Shape } from './shape';

// [S] azure-rest-api-specs, securityinsights 2025-07-01-preview: AlertRules.json, common/AlertTypes.json (read 2026-11-24).

const enumeration = (name: string, values: readonly EnumValue[]): Shape => ({ type: 'enum', name, values });

export const severity = enumeration('AlertSeverity', ['High', 'Medium', 'Low', 'Informational']);

export const triggerOperator = enumeration('AlertRuleTriggerOperator', [
  'GreaterThan',
  'LessThan',
  'Equal',
  'NotEqual',
]);

export const tactic = enumeration('AttackTactic', [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'Exfiltration',
  'CommandAndControl',
  'Impact',
  'PreAttack',
  'ImpairProcessControl',
  'InhibitResponseFunction',
]);

export const aggregationKind = enumeration('EventGroupingAggregationKind', ['SingleAlert', 'AlertPerResult']);

export const matchingMethod = enumeration('MatchingMethod', ['AllEntities', 'AnyAlert', 'Selected']);

export const alertDetail = enumeration('AlertDetail', ['DisplayName', 'Severity']);

export const alertProperty = enumeration('AlertProperty', [
  'AlertLink',
  'ConfidenceLevel',
  'ConfidenceScore',
  'ExtendedLinks',
  'ProductName',
  'ProviderName',
  'ProductComponentName',
  'RemediationSteps',
  'Techniques',
  { value: 'SubTechniques', since: 'subTechniquesProperty' },
]);

export const productName = enumeration('MicrosoftSecurityProductName', [
  'Microsoft Cloud App Security',
  'Azure Security Center',
  'Azure Advanced Threat Protection',
  'Azure Active Directory Identity Protection',
  'Azure Security Center for IoT',
  { value: 'Office 365 Advanced Threat Protection', since: 'defenderProducts' },
  { value: 'Microsoft Defender Advanced Threat Protection', since: 'defenderProducts' },
]);

export const sourceKind = enumeration('SourceKind', ['LocalWorkspace', 'Community', 'Solution', 'SourceRepository']);

export const supportTier = enumeration('SupportTier', ['Microsoft', 'Partner', 'Community']);
