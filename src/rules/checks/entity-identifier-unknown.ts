import { suggest } from '../../diagnostics';
import { entityType } from '../entity-types';
import type { Check } from './check';
import { present } from './present';

export const entityIdentifierUnknown: Check = {
  code: 'entity-identifier-unknown',
  severity: 'error',
  applies: 'both',
  summary: 'an entity has no identifier of that name',
  why: 'The service refuses the mapping; names are case-sensitive (Azure-Sentinel template validation, read 2026-11-24).',
  bad: 'entityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: UserName\n        columnName: UserPrincipalName',
  good: 'entityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: FullName\n        columnName: UserPrincipalName',
  *run({ draft }) {
    for (const [index, { entityType: type, fieldMappings }] of present(draft.entityMappings)) {
      const known = type === undefined ? undefined : entityType(type)?.identifiers;
      if (known === undefined) continue;
      for (const [field, { identifier }] of present(fieldMappings)) {
        if (identifier === undefined || known.includes(identifier)) continue;
        const near = suggest(identifier, known);
        yield {
          path: ['entityMappings', index, 'fieldMappings', field, 'identifier'],
          message: `${type} has no identifier \`${identifier}\``,
          help: near === undefined ? `It has ${known.join(', ')}.` : `Did you mean \`${near}\`?`,
        };
      }
    }
  },
};
