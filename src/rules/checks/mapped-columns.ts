import type { Span } from '../../diagnostics';
import type { YamlPath } from '../../yaml';
import type { RuleDraft } from '../rule-file';
import { items, present } from './present';
import { overrideTexts } from './placeholders';

/** A column of the result that a rule names outside its query. */
export interface MappedColumn {
  readonly name: string;
  /** What it is for, as people say it. */
  readonly purpose: 'entity' | 'detail' | 'placeholder' | 'severity' | 'tactics' | 'property' | 'entities';
  readonly path: YamlPath;
  /** Where the name stands in a longer text. */
  readonly within?: Span;
}

/** Every column that a rule's mappings, details and overrides name, in the order of the format. */
export function* mappedColumns(draft: RuleDraft): Generator<MappedColumn> {
  for (const [index, { fieldMappings }] of present(draft.entityMappings)) {
    for (const [field, { columnName }] of present(fieldMappings)) {
      if (columnName === undefined) continue;
      const path = ['entityMappings', index, 'fieldMappings', field, 'columnName'];
      yield { name: columnName, purpose: 'entity', path };
    }
  }
  for (const [index, { columnName }] of present(draft.sentinelEntitiesMappings)) {
    if (columnName === undefined) continue;
    yield { name: columnName, purpose: 'entities', path: ['sentinelEntitiesMappings', index, 'columnName'] };
  }
  for (const [key, name] of Object.entries(draft.customDetails ?? {})) {
    if (typeof name === 'string') yield { name, purpose: 'detail', path: ['customDetails', key] };
  }
  yield* overridden(draft);
}

function* overridden(draft: RuleDraft): Generator<MappedColumn> {
  for (const { path, text } of overrideTexts(draft)) {
    for (const match of text.matchAll(/\{\{(\w+)\}\}/g)) {
      const start = match.index + 2;
      const name = match[1] ?? '';
      yield { name, purpose: 'placeholder', path, within: { start, end: start + name.length } };
    }
  }
  const override = draft.alertDetailsOverride;
  for (const [key, purpose] of [
    ['alertSeverityColumnName', 'severity'],
    ['alertTacticsColumnName', 'tactics'],
  ] as const) {
    const name = override?.[key];
    // an empty text is how exports say "none"
    if (name !== undefined && name !== '') yield { name, purpose, path: ['alertDetailsOverride', key] };
  }
  for (const [index, { value }] of present(override?.alertDynamicProperties)) {
    if (value === undefined) continue;
    yield {
      name: value,
      purpose: 'property',
      path: ['alertDetailsOverride', 'alertDynamicProperties', index, 'value'],
    };
  }
}

/** Names of the columns that entities are made of. */
export function entityColumns(draft: RuleDraft): ReadonlySet<string> {
  return new Set(
    items(draft.entityMappings).flatMap(({ fieldMappings }) =>
      items(fieldMappings).flatMap(({ columnName }) => (columnName === undefined ? [] : [columnName])),
    ),
  );
}
