import { entityType } from '../entity-types';
import type { Check } from './check';
import { present } from './present';

export const entityTypeNotInApi: Check = {
  code: 'entity-type-not-in-api',
  severity: 'warning',
  applies: 'rules',
  summary: 'an entity type that the community accepts and the API does not list',
  why: 'Whether the service takes it is not documented (azure-rest-api-specs, EntityMappingType, read 2026-11-24).',
  bad: 'entityMappings:\n  - entityType: IoTDevice\n    fieldMappings:\n      - identifier: DeviceId\n        columnName: IPAddress',
  good: 'entityMappings:\n  - entityType: Host\n    fieldMappings:\n      - identifier: HostName\n        columnName: IPAddress',
  *run({ draft }) {
    for (const [index, { entityType: type }] of present(draft.entityMappings)) {
      if (type === undefined || entityType(type)?.inApi !== false) continue;
      yield {
        path: ['entityMappings', index, 'entityType'],
        message: `the API does not list ${type} among the types that can be mapped`,
        help: 'Try it on a test workspace before you rely on it.',
      };
    }
  },
};
