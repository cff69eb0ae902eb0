import type { ClassifiedSpan } from '../../kql';
import type { CompiledQuery } from '../../rules';

/**
 * What the parts of a query as its file has it are, told from those of the compiled one, which is the one that is read. A literal that a parameter replaced is a literal.
 */
export function queryParts(
  query: string,
  { pieces }: CompiledQuery,
  classified: readonly ClassifiedSpan[],
): readonly ClassifiedSpan[] {
  const parts: ClassifiedSpan[] = [];
  let next = 0;
  let end = 0;
  for (const { start, end: stop, origin } of pieces) {
    if (origin.kind !== 'query') continue;
    if (origin.offset > end) parts.push(replaced(query, end, origin.offset));
    const moved = origin.offset - start;
    while (next < classified.length && (classified[next]?.end ?? 0) <= start) next++;
    for (let at = next; at < classified.length; at++) {
      const span = classified[at];
      if (span === undefined || span.start >= stop) break;
      const inside = { start: Math.max(span.start, start) + moved, end: Math.min(span.end, stop) + moved };
      parts.push({ ...inside, kind: span.kind });
    }
    end = stop + moved;
  }
  return parts;
}

function replaced(query: string, start: number, end: number): ClassifiedSpan {
  return { start, end, kind: /^\s*["'@h]/.test(query.slice(start, end)) ? 'string' : 'literal' };
}
