import { listOf, object, optional, readOnly, required, text } from './shape';
import type { Shape } from './shape';

// [S] azure-rest-api-specs, operationalinsights `SavedSearch.tsp` and `Table.tsp`, 2025-07-01 (read 2026-11-24).

const any: Shape = { type: 'any' };
const envelope = { id: readOnly(any), name: readOnly(any), type: readOnly(any), systemData: readOnly(any) };

/** [S] 2 is the newest language; Microsoft's own sample of a function sends 1. */
const version: Shape = { type: 'integer', min: 1, max: 2 };

export const SAVED_SEARCH = object('SavedSearch', {
  ...envelope,
  etag: optional(text),
  properties: required(
    object('SavedSearchProperties', {
      category: required(text),
      displayName: required(text),
      query: required(text),
      functionAlias: optional(text),
      functionParameters: optional(text),
      version: optional(version),
      tags: optional(listOf(object('Tag', { name: required(text), value: required(text) }))),
    }),
  ),
});

const column = object('Column', {
  name: required(text),
  type: required(text),
  description: optional(text),
  displayName: optional(text),
  dataTypeHint: optional(text),
  isDefaultDisplay: readOnly(any),
  isHidden: readOnly(any),
});

const days: Shape = { type: 'integer', min: -1, max: 4383 };

export const TABLE = object('Table', {
  ...envelope,
  properties: required(
    object('TableProperties', {
      plan: optional({ type: 'enum', name: 'TablePlanEnum', values: ['Analytics', 'Basic', 'Auxiliary'] }),
      retentionInDays: optional(days),
      totalRetentionInDays: optional(days),
      schema: optional(
        object('Schema', {
          name: required(text),
          displayName: optional(text),
          description: optional(text),
          columns: optional(listOf(column)),
          standardColumns: readOnly(any),
        }),
      ),
    }),
  ),
});
