import type { Span } from '../diagnostics';
import type { Plan } from './compile';
import type { Tabular } from './plan/plan';

/** Whether a plan has, anywhere in it, a filter whose predicate stands within a place of the query's text. */
export function hasFilterAt({ root }: Plan, { start, end }: Span): boolean {
  const seen = new Set<object>();
  const reaches = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return false;
    seen.add(part);
    if (isFilter(part) && part.predicate.span.start >= start && part.predicate.span.end <= end) return true;
    return Object.values(part).some(reaches);
  };
  return reaches(root);
}

function isFilter(part: object): part is Extract<Tabular, { op: 'where' }> {
  return 'op' in part && part.op === 'where';
}
