import type { Tabular } from './plan';

const known = new WeakMap<object, boolean>();

/** Whether a plan reads, anywhere in it, the rows of a sub-query around it. */
export function usesContext(plan: Tabular): boolean {
  return reaches(plan);
}

function reaches(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || part instanceof Map) return false;
  const answer = known.get(part);
  if (answer !== undefined) return answer;
  const found =
    ('op' in part && part.op === 'context') ||
    Object.entries(part).some(([key, inner]) => key !== 'span' && reaches(inner));
  known.set(part, found);
  return found;
}
