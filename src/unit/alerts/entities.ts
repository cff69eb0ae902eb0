import { textOf } from '../../kql';
import type { Rule } from '../../rules';
import type { Entity, ResultRow } from './alert';
import { bytesOf, MOST_ENTITIES, MOST_ENTITY_BYTES, RESERVED_ACCOUNTS } from './limits';

/**
 * The entities of an alert. An identifier without a value is left out, an entity without identifiers or with a reserved
 * account name is none, the same entity of several results is one. Each mapping gets an equal share of what an alert
 * holds, and what does not fit into its bytes is left out.
 */
export function entitiesOf(rule: Rule, rows: readonly ResultRow[]): readonly Entity[] {
  const { entityMappings, sentinelEntitiesMappings } = rule;
  const sources = [
    ...entityMappings.map(({ entityType, fieldMappings }) => (row: ResultRow): readonly Entity[] => [
      entityOf(
        entityType,
        fieldMappings.map(({ identifier, columnName }) => [identifier, row[columnName]] as const),
      ),
    ]),
    ...sentinelEntitiesMappings.map(
      ({ columnName }) =>
        (row: ResultRow) =>
          entitiesIn(row[columnName]),
    ),
  ];
  const share = Math.floor(MOST_ENTITIES / Math.max(1, sources.length));
  const shared = sources.flatMap((entitiesFrom) => distinct(rows.flatMap(entitiesFrom)).slice(0, share));
  let left = MOST_ENTITY_BYTES;
  return distinct(shared).filter((entity) => (left -= bytesOf(JSON.stringify(entity))) >= 0);
}

function entityOf(type: string, identifiers: readonly (readonly [name: string, value: unknown])[]): Entity {
  const present = identifiers.map(([name, value]) => [name, textOf(value)] as const).filter(([, text]) => text !== '');
  return { type, identifiers: Object.fromEntries(present) };
}

/** Equal for one entity in two results or alerts. */
export function entityKey({ type, identifiers }: Entity): string {
  const names = Object.keys(identifiers).toSorted();
  return JSON.stringify([type, names.map((name) => [name, identifiers[name]])]);
}

function distinct(entities: readonly Entity[]): readonly Entity[] {
  const found = new Map<string, Entity>();
  for (const entity of entities) {
    const { type, identifiers } = entity;
    const { Name: name = '' } = identifiers;
    const reserved = type === 'Account' && RESERVED_ACCOUNTS.has(name.toUpperCase());
    if (reserved || Object.keys(identifiers).length === 0) continue;
    const key = entityKey(entity);
    if (!found.has(key)) found.set(key, entity);
  }
  return [...found.values()];
}

/** Types of the `Entities` column of alerts whose name differs from the mapping's only by letter case or not at all. */
const TYPES: Readonly<Record<string, string>> = {
  account: 'Account',
  host: 'Host',
  ip: 'IP',
  malware: 'Malware',
  file: 'File',
  process: 'Process',
  'cloud-application': 'CloudApplication',
  dns: 'DNS',
  'azure-resource': 'AzureResource',
  filehash: 'FileHash',
  'registry-key': 'RegistryKey',
  'registry-value': 'RegistryValue',
  'security-group': 'SecurityGroup',
  url: 'URL',
  mailbox: 'Mailbox',
  mailcluster: 'MailCluster',
  mailmessage: 'MailMessage',
  submissionmail: 'SubmissionMail',
};

/** The entities of other alerts: a column holds them as a list of bags, or as the JSON of one. */
function entitiesIn(value: unknown): readonly Entity[] {
  const list = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): readonly Entity[] => {
    if (typeof item !== 'object' || item === null) return [];
    const { Type: type, ...rest } = item as Readonly<Record<string, unknown>>;
    const known = TYPES[textOf(type).toLowerCase()];
    if (known === undefined) return [];
    const scalars = Object.entries(rest).filter(([name, each]) => !name.startsWith('$') && typeof each !== 'object');
    return [entityOf(known, scalars)];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
