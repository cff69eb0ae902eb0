import type { Coverage } from '../coverage';

/** What people call tactics, techniques and sub-techniques, by id. */
export interface AttackNames {
  readonly tactics: ReadonlyMap<string, string>;
  readonly techniques: ReadonlyMap<string, string>;
}

const namesOf = new WeakMap<Coverage, AttackNames>();

/** The names of a matrix; every rule's page asks for them. */
export function attackNames(coverage: Coverage): AttackNames {
  const known = namesOf.get(coverage);
  if (known !== undefined) return known;
  const techniques = coverage.tactics.flatMap((tactic) =>
    tactic.techniques.flatMap((technique) => [technique, ...technique.subTechniques]),
  );
  const names = {
    tactics: new Map(coverage.tactics.map(({ id, name }) => [id, name])),
    techniques: new Map(techniques.map(({ id, name }) => [id, name])),
  };
  namesOf.set(coverage, names);
  return names;
}
