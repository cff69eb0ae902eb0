import { catalogOf, compileQuery, jsonRows, runQuery } from '../../src/kql';
import type { CellRules } from './cells';
import type { ConformanceCase } from './case';
import { difference } from './compare';

export type Verdict = 'pass' | 'wrong' | 'unsupported' | 'error' | 'crash';

export interface Outcome {
  readonly verdict: Verdict;
  readonly reason: string;
}

const NOTHING = catalogOf({});

/** Runs one self-contained case in this process. */
export function runCase(each: ConformanceCase, rules: CellRules, now: Date): Outcome {
  try {
    const compiled = compileQuery(each.query, NOTHING);
    if (!compiled.ok) return refused(compiled.error);
    const result = runQuery(compiled.plan, { source: { table: () => undefined }, now });
    if (!result.ok) return refused(result.error);
    const reason = difference(each, { columns: result.columns, rows: jsonRows(result.table) }, rules);
    return reason === undefined ? { verdict: 'pass', reason: '' } : { verdict: 'wrong', reason };
  } catch (error) {
    return {
      verdict: 'crash',
      reason: error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error),
    };
  }
}

function refused({ code, message }: { readonly code: string; readonly message: string }): Outcome {
  return { verdict: code === 'unsupported' ? 'unsupported' : 'error', reason: `${code}: ${message}` };
}
