import type { Analysis } from '../../kql';
import type { Knowledge } from '../catalog/knowledge';
import type { Flow } from './flow';
import { walkScalar } from './scalars';
import { walkBody } from './statements';
import { walkTabular } from './tabular';
import type { Notes, Walk } from './walk';

/** Nodes that a walk looks at, at most: many times what the longest query that a workspace takes has. */
const MOST_STEPS = 100_000;

export interface QueryWalk extends Notes {
  /** The rows that the query returns. */
  readonly result: Flow;
}

/** One pass over a bound query: where its columns come from, what it says about time, what it reads. */
export function walkQuery({ root, diagnostics }: Analysis, catalog: Knowledge): QueryWalk {
  const notes: Notes = { rowsAt: new Map(), comparisons: [], impossible: [], sources: new Map() };
  let legs = 0;
  const walk: Walk = {
    catalog,
    unresolved: new Set(diagnostics.map(({ span }) => span.start)),
    notes,
    budget: { steps: MOST_STEPS },
    aliases: new Map(),
    nextLeg: () => legs++,
    tabular: (node, scope) => walkTabular(walk, node, scope),
    scalar: (node, scope) => walkScalar(walk, node, scope),
  };
  const result = walkBody(walk, root, { bindings: new Map(), row: undefined });
  return { ...notes, result };
}
