import type { Span } from '../../../diagnostics';
import type { ColumnSchema } from '../../catalog';

/** `externaldata`: rows that lie outside of the workspace; offline they come from fixtures alone. */
export interface ExternalPlanOf<E> {
  readonly op: 'external';
  readonly columns: readonly ColumnSchema[];
  readonly uris: readonly E[];
  readonly span: Span;
}
