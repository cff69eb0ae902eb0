import type { Catalog } from './catalog';
import type { KqlError } from './kql-error';
import { KqlFailure } from './kql-error';
import type { KqlDiagnostic, StaticTable } from './language';
import { analyze } from './language';
import { lower } from './lower/lower';
import type { Tabular } from './plan/plan';

/** A query that is ready to run, any number of times. */
export interface Plan {
  readonly query: string;
  readonly root: Tabular;
}

export type Compilation =
  | {
      readonly ok: true;
      readonly plan: Plan;
      /** The result's columns as the binder knows them; a run may add some where `open`, and knows every type. */
      readonly columns: StaticTable;
      readonly diagnostics: readonly KqlDiagnostic[];
    }
  | {
      readonly ok: false;
      readonly error: KqlError;
      /** Known when the query is valid but cannot run here. */
      readonly columns: StaticTable | undefined;
      readonly diagnostics: readonly KqlDiagnostic[];
    };

/** Reads a query against a catalog: Microsoft's diagnostics, and a plan where there are no errors. Never throws. */
export function compileQuery(query: string, catalog: Catalog): Compilation {
  const analysis = analyze(query, catalog);
  const { diagnostics, result } = analysis;
  const worst =
    diagnostics.find((each) => each.severity === 'error' && each.syntax) ??
    diagnostics.find(({ severity }) => severity === 'error');
  if (worst !== undefined) {
    const { message, span, syntax } = worst;
    return {
      ok: false,
      error: { code: syntax ? 'syntax' : 'semantic', message, span },
      columns: undefined,
      diagnostics,
    };
  }
  try {
    const root = lower(analysis, catalog);
    return { ok: true, plan: { query, root }, columns: result ?? { columns: [], open: true }, diagnostics };
  } catch (error) {
    if (!(error instanceof KqlFailure)) throw error;
    return { ok: false, error: error.error, columns: result, diagnostics };
  }
}
