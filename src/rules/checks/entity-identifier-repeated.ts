import type { Check } from './check';
import { present, repeated } from './present';

export const entityIdentifierRepeated: Check = {
  code: 'entity-identifier-repeated',
  severity: 'error',
  applies: 'both',
  summary: 'an entity mapping gives an identifier twice',
  why: 'The service refuses it: identifiers are unique inside a mapping (Azure-Sentinel template validation, read 2026-11-24).',
  bad: 'entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress\n      - identifier: Address\n        columnName: ResourceId',
  good: 'entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ResourceId',
  *run({ draft }) {
    for (const [index, { fieldMappings }] of present(draft.entityMappings)) {
      for (const [field, { identifier }] of repeated(fieldMappings, (each) => each.identifier)) {
        yield {
          path: ['entityMappings', index, 'fieldMappings', field, 'identifier'],
          message: `\`${identifier}\` is mapped twice in one entity`,
          help: 'Two columns are two entities: give the second one a mapping of its own.',
        };
      }
    }
  },
};
