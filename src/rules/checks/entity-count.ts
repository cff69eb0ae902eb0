import type { Check } from './check';

const MOST = 10;

export const entityCount: Check = {
  code: 'entity-count',
  severity: 'error',
  applies: 'both',
  summary: 'more than ten entity mappings',
  why: 'The service takes ten, `sentinelEntitiesMappings` included (Sentinel service limits, read 2026-11-24).',
  bad: `entityMappings:\n${'  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress\n'.repeat(11)}`,
  good: 'entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress',
  *run({ draft }) {
    const mapped = draft.entityMappings?.length ?? 0;
    const whole = draft.sentinelEntitiesMappings?.length ?? 0;
    if (mapped + whole <= MOST) return;
    yield {
      path: [mapped > 0 ? 'entityMappings' : 'sentinelEntitiesMappings'],
      part: 'key',
      message: `${mapped + whole} entities are mapped, expected at most ${MOST}${whole > 0 ? ' (`sentinelEntitiesMappings` included)' : ''}`,
      help: 'Keep those that an analyst or an automation acts on.',
    };
  },
};
