import enterprise from '../../schemas/attack/enterprise.json';
import other from '../../schemas/attack/other.json';

export interface AttackTechnique {
  readonly name: string;
  /** As the API spells them. */
  readonly tactics: readonly string[];
}

/** What an id of the right shape stands for. */
export type AttackId =
  | { readonly status: 'current'; readonly technique: AttackTechnique }
  /** Was one once. The successor is the one that is current now; it is not known for all. */
  | { readonly status: 'retired'; readonly successor?: string }
  | { readonly status: 'unknown' };

const techniques = new Map<string, AttackTechnique>([
  ...Object.entries(enterprise.techniques),
  ...Object.entries(other.techniques),
]);
const retired = new Map<string, string | null>(Object.entries(other.retired));

export const ATTACK_VERSION = enterprise.version;

/** Tactics as the API spells them, with their names; the techniques and sub-techniques of the enterprise matrix, by id. */
export const enterpriseMatrix: {
  readonly tactics: ReadonlyMap<string, string>;
  readonly techniques: ReadonlyMap<string, AttackTechnique>;
} = {
  tactics: new Map(Object.entries(enterprise.tactics)),
  techniques: new Map(Object.entries(enterprise.techniques)),
};

/** Looks up a technique or sub-technique of the enterprise and ICS matrices. */
export function attackId(id: string): AttackId {
  const technique = techniques.get(id);
  if (technique !== undefined) return { status: 'current', technique };
  if (!retired.has(id)) return { status: 'unknown' };
  const successor = currentSuccessor(id);
  return { status: 'retired', ...(successor === undefined ? {} : { successor }) };
}

/** A successor may be retired itself: the chain is followed to its end. */
function currentSuccessor(id: string): string | undefined {
  const seen = new Set<string>();
  let next: string | null | undefined = retired.get(id);
  while (typeof next === 'string' && !techniques.has(next) && !seen.has(next)) {
    seen.add(next);
    next = retired.get(next);
  }
  return typeof next === 'string' && techniques.has(next) ? next : undefined;
}
