import { attackId } from '../rules';
import type { Coverage, TechniqueCoverage } from './cover';
import type { CoveredRule } from './covered-rule';

/** A technique that somebody cares about. */
export interface Wanted {
  readonly id: string;
  /** Why, in their words. */
  readonly reason?: string;
}

/** How far a wanted technique is met, the worst first. */
export type Met = 'no rule' | 'in part' | 'not enabled' | 'not tested' | 'covered';

export interface Gap extends Wanted {
  readonly name: string;
  readonly met: Met;
  /** Rules that name it; of `in part`, its sub-techniques or its parent. */
  readonly by: readonly CoveredRule[];
}

/** What keeps a list of wanted techniques from being used. */
export interface WantedProblem {
  readonly id: string;
  readonly message: string;
}

/** Which ids of a list are no current techniques of the enterprise matrix: a gap that nothing could close says nothing. */
export function wantedProblems(wanted: readonly Wanted[]): readonly WantedProblem[] {
  return wanted.flatMap(({ id }) => {
    const known = attackId(id);
    if (known.status === 'current') return [];
    const message =
      known.status === 'retired'
        ? `${id} is retired${known.successor === undefined ? '' : `; it is ${known.successor} now`}`
        : `${id} is no technique of ATT&CK`;
    return [{ id, message }];
  });
}

/**
 * How far each wanted technique is met, in the order of the list. `enabled` is asked for only if targets were looked at,
 * `tested` only if tests were run.
 */
export function gapsOf({ tactics, targets }: Coverage, wanted: readonly Wanted[]): readonly Gap[] {
  const cells = tactics.flatMap(({ techniques }) => techniques.flatMap((each) => [each, ...each.subTechniques]));
  const rulesOf = (fits: (cell: TechniqueCoverage) => boolean): readonly CoveredRule[] => [
    ...new Set(cells.filter(fits).flatMap(({ by }) => by)),
  ];
  return wanted.map((each) => {
    const { id } = each;
    const known = attackId(id);
    const own = rulesOf((cell) => cell.id === id);
    const near = rulesOf((cell) => cell.id.startsWith(`${id}.`) || cell.id === id.split('.')[0]);
    const name = known.status === 'current' ? known.technique.name : id;
    if (own.length === 0) return { ...each, name, met: near.length === 0 ? 'no rule' : 'in part', by: near };
    return { ...each, name, met: metBy(own, targets), by: own };
  });
}

function metBy(rules: readonly CoveredRule[], targets: readonly string[]): Met {
  const enabled = targets.length === 0 ? rules : rules.filter(({ enabledIn }) => enabledIn.length > 0);
  if (enabled.length === 0) return 'not enabled';
  const proven = enabled.some(({ tested }) => tested === 'fires' || tested === 'not run');
  return proven ? 'covered' : 'not tested';
}
