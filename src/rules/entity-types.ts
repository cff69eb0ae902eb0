import entities from '../../schemas/entities.json';

export interface EntityTypeFacts {
  /** Whether the API's list of mappable types names it. */
  readonly inApi: boolean;
  readonly identifiers: readonly string[];
  /** One of these groups must be mapped. */
  readonly anyOf: readonly (readonly string[])[];
}

const types: Readonly<Record<string, EntityTypeFacts>> = entities.types;

/** What may be mapped of an entity type; undefined for a type that there is none of. */
export function entityType(name: string): EntityTypeFacts | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}
