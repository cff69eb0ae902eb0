import type { Refusal } from '../errors';
import { invalidApiVersion, noRegisteredProvider } from '../errors';

/** What some api-versions know and others do not. */
export type Feature =
  | 'subTechniques'
  | 'sentinelEntities'
  | 'dynamicProperties'
  | 'subTechniquesProperty'
  | 'fusionSettings'
  | 'defenderProducts';

export interface ApiVersion {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly features: ReadonlySet<Feature>;
}

const ALL_KINDS = [
  'Scheduled',
  'NRT',
  'MicrosoftSecurityIncidentCreation',
  'Fusion',
  'MLBehaviorAnalytics',
  'ThreatIntelligence',
];
const STABLE_KINDS = ['Scheduled', 'MicrosoftSecurityIncidentCreation', 'Fusion'];

const early = new Set<Feature>(['fusionSettings', 'defenderProducts']);
const late = new Set<Feature>([
  ...early,
  'subTechniques',
  'sentinelEntities',
  'dynamicProperties',
  'subTechniquesProperty',
]);
const stable = new Set<Feature>(['dynamicProperties']);

/**
 * The versions of `alertRules`, `alertRuleTemplates` and `metadata` that are served.
 * [S] 2022-09-01-preview (mappers of @azure/arm-securityinsight 1.0.0-beta.6), 2023-12-01-preview, 2025-07-01-preview
 * and 2025-09-01 (azure-rest-api-specs), all read 2026-11-24. [U] the others are taken to be like their nearest
 * neighbour of the same line.
 */
const VERSIONS: readonly ApiVersion[] = [
  { id: '2021-10-01-preview', kinds: ALL_KINDS, features: early },
  { id: '2022-09-01-preview', kinds: ALL_KINDS, features: early },
  { id: '2022-10-01-preview', kinds: ALL_KINDS, features: early },
  { id: '2023-02-01', kinds: STABLE_KINDS, features: new Set() },
  { id: '2023-05-01-preview', kinds: ALL_KINDS, features: early },
  { id: '2023-12-01-preview', kinds: ALL_KINDS, features: late },
  { id: '2024-01-01-preview', kinds: ALL_KINDS, features: late },
  { id: '2024-09-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-03-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-06-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-07-01-preview', kinds: ALL_KINDS, features: late },
  { id: '2025-09-01', kinds: STABLE_KINDS, features: stable },
];

const SHAPE = /^\d{4}-\d{2}-\d{2}(-preview)?$/i;

/** Finds a version by its id, without regard to case; refuses what the service does not serve. */
export function findApiVersion(id: string, type: string): ApiVersion | Refusal {
  const found = VERSIONS.find((version) => version.id === id.toLowerCase());
  if (found !== undefined) return found;
  const known = VERSIONS.map((version) => version.id);
  return SHAPE.test(id) ? noRegisteredProvider(id, type, known) : invalidApiVersion(id, known);
}
