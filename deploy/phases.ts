import { markName, NOUNS, refOfKey, resourceKey } from '../src/state';
import type { Action, Plan, ResourceType } from '../src/state';

/** What is written one after the other: a resource and its mark, or a mark on its own. */
export type Unit = readonly Action[];

type Phase = readonly [type: ResourceType, direction: 'in' | 'out'];

/** On the way in what is read comes before what reads it, on the way out after it. Rules of both ways go together. */
const PHASES: readonly (readonly Phase[])[] = [
  [['watchlist', 'in']],
  [['function', 'in']],
  [
    ['alertRule', 'in'],
    ['alertRule', 'out'],
  ],
  [['function', 'out']],
  [['watchlist', 'out']],
  [
    ['mark', 'in'],
    ['mark', 'out'],
  ],
];

/** The actions of a plan in units, in the phases in which they may go: one phase ends before the next begins. */
export function phasesOf({ actions }: Plan): readonly (readonly Unit[])[] {
  const marks = new Map(actions.filter(({ type }) => type === 'mark').map((mark) => [resourceKey(mark), mark]));
  const alone = new Set(marks.keys());
  for (const action of actions) if (action.type !== 'mark') alone.delete(markKey(action));
  return PHASES.map((phase) =>
    actions.flatMap((action): readonly Unit[] => {
      const direction = action.action === 'delete' ? 'out' : 'in';
      if (!phase.some(([type, way]) => type === action.type && way === direction)) return [];
      if (action.type === 'mark') return alone.has(resourceKey(action)) ? [[action]] : [];
      const mark = marks.get(markKey(action));
      return [mark === undefined ? [action] : [action, mark]];
    }),
  ).filter((units) => units.length > 0);
}

function markKey({ type, id }: Action): string {
  return resourceKey({ type: 'mark', id: markName({ type, id }) });
}

/** Why an action cannot go: the first thing that it needs, is part of the plan and was not done. */
export function unmetNeed({ needs = [] }: Action, isDone: (key: string) => boolean | undefined): string | undefined {
  const missing = needs.find((key) => isDone(key) === false);
  if (missing === undefined) return undefined;
  const { type, id } = refOfKey(missing);
  return `the ${NOUNS[type]} ${id} has to be written before it, and was not`;
}
