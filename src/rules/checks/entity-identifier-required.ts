import { entityType } from '../entity-types';
import type { Check } from './check';
import { items, present } from './present';

export const entityIdentifierRequired: Check = {
  code: 'entity-identifier-required',
  severity: 'error',
  applies: 'both',
  summary: 'an entity mapping lacks the identifiers that its type needs',
  why: 'The service refuses it: such an entity could not be told from another (Azure-Sentinel template validation, read 2026-11-24).',
  bad: 'query: |\n  DeviceFileEvents\n  | extend HashType = "SHA256"\nentityMappings:\n  - entityType: FileHash\n    fieldMappings:\n      - identifier: Value\n        columnName: SHA256',
  good: 'query: |\n  DeviceFileEvents\n  | extend HashType = "SHA256"\nentityMappings:\n  - entityType: FileHash\n    fieldMappings:\n      - identifier: Algorithm\n        columnName: HashType\n      - identifier: Value\n        columnName: SHA256',
  *run({ draft, unsure }) {
    for (const [index, { entityType: type, fieldMappings }] of present(draft.entityMappings)) {
      const facts = type === undefined ? undefined : entityType(type);
      if (facts === undefined || unsure('entityMappings', index)) continue;
      const mapped = items(fieldMappings).map(({ identifier }) => identifier);
      // an identifier that is wrong is a finding of its own, and may be the one that is missing
      if (mapped.some((each) => each === undefined || !facts.identifiers.includes(each))) continue;
      if (facts.anyOf.some((group) => group.every((each) => mapped.includes(each)))) continue;
      const groups = facts.anyOf.map((group) => group.join(' with '));
      yield {
        path: ['entityMappings', index, 'entityType'],
        message: `${type} is mapped by ${mapped.join(', ')} alone`,
        help: `It needs ${groups.join(', or ')}.`,
      };
    }
  },
};
