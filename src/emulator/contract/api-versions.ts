import type { Refusal } from '../errors';
import { invalidApiVersion, noRegisteredProvider } from '../errors';
import type { ResourceType } from './routes';

/** What some api-versions know and others do not. */
export type Feature =
  | 'subTechniques'
  | 'sentinelEntities'
  | 'dynamicProperties'
  | 'subTechniquesProperty'
  | 'fusionSettings'
  | 'defenderProducts'
  /** A watchlist's deletion is answered before it is done. */
  | 'laterDeletion';

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
const later = new Set<Feature>([...late, 'laterDeletion']);
const stable = new Set<Feature>(['dynamicProperties', 'laterDeletion']);

/**
 * The versions of Sentinel's resources that are served.
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
  { id: '2024-04-01-preview', kinds: ALL_KINDS, features: later },
  { id: '2024-09-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-03-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-06-01', kinds: STABLE_KINDS, features: stable },
  { id: '2025-07-01-preview', kinds: ALL_KINDS, features: later },
  { id: '2025-09-01', kinds: STABLE_KINDS, features: stable },
];

const SHAPE = /^\d{4}-\d{2}-\d{2}(-preview)?$/i;

/**
 * Versions of what belongs to Log Analytics. [S] azure-rest-api-specs, operationalinsights: folders and their examples;
 * 2020-08-01 and 2022-10-01 are what @azure/arm-operationalinsights 9.0.0 sends (read 2026-11-24).
 */
const LOG_ANALYTICS: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  savedSearches: ['2015-03-20', '2020-08-01', '2023-09-01', '2025-02-01', '2025-07-01'],
  tables: ['2021-12-01-preview', '2022-10-01', '2023-09-01', '2025-02-01', '2025-07-01'],
};

/** Finds a version by its id, without regard to case; refuses what the service does not serve. */
export function findApiVersion(id: string, type: ResourceType): ApiVersion | Refusal {
  const plain = LOG_ANALYTICS[type]?.map((known) => ({ id: known, kinds: [], features: new Set<Feature>() }));
  const versions: readonly ApiVersion[] = plain ?? VERSIONS;
  const known = versions.map((version) => version.id);
  return versions.find((version) => version.id === id.toLowerCase()) ?? unknownVersion(id, type, known);
}

/** Versions of the two identities; [S] the newest of each, [C] the others (pulumi.com's list, read 2026-11-24). */
const IDENTITY_VERSIONS = {
  subscription: ['2016-06-01', '2018-06-01', '2019-11-01', '2020-01-01', '2021-01-01', '2022-12-01'],
  permission: ['2015-07-01', '2018-01-01-preview', '2022-04-01'],
  workspace: ['2020-08-01', '2020-10-01', '2021-06-01', '2022-10-01', '2023-09-01', '2025-02-01', '2025-07-01'],
} as const;

/** Refuses a version in which the service does not tell who a subscription or a workspace is. */
export function refuseIdentityVersion(id: string, kind: keyof typeof IDENTITY_VERSIONS): Refusal | undefined {
  const known: readonly string[] = IDENTITY_VERSIONS[kind];
  return known.includes(id.toLowerCase()) ? undefined : unknownVersion(id, `${kind}s`, known);
}

function unknownVersion(id: string, type: string, known: readonly string[]): Refusal {
  return SHAPE.test(id) ? noRegisteredProvider(id, type, known) : invalidApiVersion(id, known);
}
