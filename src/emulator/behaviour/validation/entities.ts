import { member } from '../../json';
import entityTypes from './entity-types.json';
import type { Validation } from './query-rule';

interface EntityType {
  readonly identifiers: readonly string[];
  /** At least one of these combinations must be mapped. */
  readonly requiredAnyOf: readonly (readonly string[])[];
}

const TYPES: Readonly<Record<string, EntityType>> = entityTypes.types;

/** [S] Microsoft Learn "sentinel-service-limits" (read 2026-11-24); [C] Terraform still holds NRT rules to 5. */
const MAX_MAPPINGS = 10;
const MAX_FIELDS = 3;

/** [S] Azure/Azure-Sentinel, template validation (read 2026-11-24): bounds and texts. */
export const validateEntityMappings: Validation = ({ entityMappings, sentinelEntitiesMappings = [] }) => {
  if (entityMappings === undefined) return undefined;
  const count = entityMappings.length;
  if (count < 1 || count + sentinelEntitiesMappings.length > MAX_MAPPINGS) {
    return lengthMessage(count + sentinelEntitiesMappings.length, 'EntityMappings', MAX_MAPPINGS);
  }
  for (const { entityType, fieldMappings } of entityMappings) {
    const type = member(TYPES, entityType);
    if (type === undefined) {
      return `Invalid entity type '${entityType}' encountered. Valid entity types are: [${Object.keys(TYPES).join(', ')}]`;
    }
    if (fieldMappings.length < 1 || fieldMappings.length > MAX_FIELDS) {
      return lengthMessage(fieldMappings.length, 'FieldMappings', MAX_FIELDS);
    }
    const problem = validateIdentifiers(
      entityType,
      type,
      fieldMappings.map(({ identifier }) => identifier),
    );
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** [C] Terraform counts these together with the entity mappings. */
export const validateSentinelEntities: Validation = ({ sentinelEntitiesMappings, entityMappings }) => {
  if (sentinelEntitiesMappings === undefined || entityMappings !== undefined) return undefined;
  const count = sentinelEntitiesMappings.length;
  return count >= 1 && count <= MAX_MAPPINGS
    ? undefined
    : lengthMessage(count, 'SentinelEntitiesMappings', MAX_MAPPINGS);
};

function validateIdentifiers(name: string, type: EntityType, used: readonly string[]): string | undefined {
  const unknown = used.find((identifier) => !type.identifiers.includes(identifier));
  if (unknown !== undefined) {
    return `Invalid identifier '${unknown}' for entity type '${name}' encountered. Valid identifiers are: [${type.identifiers.join(', ')}]`;
  }
  const repeated = used.find((identifier, index) => used.indexOf(identifier) !== index);
  if (repeated !== undefined) {
    return `Identifier '${repeated}' is defined multiple times. Identifiers used in 'EntityMappings' must be unique.`;
  }
  if (type.requiredAnyOf.some((combination) => combination.every((identifier) => used.includes(identifier)))) {
    return undefined;
  }
  const combinations = type.requiredAnyOf.map((combination) => combination.join(', ')).join('; ');
  return `Missing required identifiers in 'EntityMappings' for type '${name}'. Required identifiers are one of the following combinations: ${combinations}`;
}

const lengthMessage = (length: number, name: string, max: number): string =>
  `Invalid length of '${length}' for '${name}'. '${name}' length should be between '1' and '${max}'`;
