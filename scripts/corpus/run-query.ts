import type { Catalog } from '../../src/kql';
import { compileQuery, runQuery } from '../../src/kql';
import { queryWorld } from './world/query-world';

/** What became of a query over generated events. */
export type RunOutcome =
  | { readonly kind: 'ran'; readonly rows: number; readonly assumed: readonly string[] }
  /**
   * `invalid`: Microsoft's parser or binder refuses it whatever tables there are; `unsupported`: ours does;
   * `error`: refused while it ran; `crash`: a mistake of ours; `late`: no answer in time.
   */
  | { readonly kind: 'invalid' | 'unsupported' | 'error' | 'crash' | 'late'; readonly reason: string };

/** When the events are generated for, and from which seed. */
export interface RunSettings {
  readonly now: Date;
  readonly seed: number;
}

/** Plans and runs a query in a world made for it. Never throws. */
export function runOnEvents(query: string, known: Catalog, settings: RunSettings): RunOutcome {
  try {
    const { catalog, source, assumed } = queryWorld(query, known, settings);
    const compiled = compileQuery(query, catalog);
    if (!compiled.ok) return refused(compiled.error);
    const result = runQuery(compiled.plan, { source, ...settings });
    return result.ok ? { kind: 'ran', rows: result.table.rowCount, assumed } : refused(result.error);
  } catch (error) {
    return { kind: 'crash', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function refused({ code, message }: { readonly code: string; readonly message: string }): RunOutcome {
  if (code === 'unsupported') return { kind: 'unsupported', reason: message };
  return { kind: code === 'runtime' ? 'error' : 'invalid', reason: message };
}
