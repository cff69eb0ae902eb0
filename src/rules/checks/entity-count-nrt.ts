import type { Check } from './check';

const SURE = 5;
const MOST = 10;

export const entityCountNrt: Check = {
  code: 'entity-count-nrt',
  severity: 'warning',
  applies: 'rules',
  summary: 'an NRT rule has more than five entity mappings',
  why: 'Ten are documented for rules in general; clients of the API still know five for NRT (Terraform azurerm provider, read 2026-11-24).',
  bad: `kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nentityMappings:\n${'  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress\n'.repeat(6)}`,
  good: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nentityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress',
  *run({ draft }) {
    const count = (draft.entityMappings?.length ?? 0) + (draft.sentinelEntitiesMappings?.length ?? 0);
    if (draft.kind !== 'NRT' || count <= SURE || count > MOST) return;
    yield {
      path: [draft.entityMappings === undefined ? 'sentinelEntitiesMappings' : 'entityMappings'],
      part: 'key',
      message: `${count} entities are mapped in an NRT rule, where more than ${SURE} may be refused`,
      help: 'Keep the five that matter most.',
    };
  },
};
