import type { Knowledge, LoadedRule } from '../../src/rules';
import type { Equivalent } from './equivalents';
import { isListed } from './equivalents';
import type { Judge, Verdict } from './judge';
import type { Tally } from './report';
import { mutantsOf } from './rule-mutants';

interface TallyOptions {
  readonly listed: readonly Equivalent[];
  /** Only faults whose kind contains this. */
  readonly fault: string;
}

/** Judges every mutant of a rule. */
export function tallyOf(
  loaded: LoadedRule,
  project: { readonly catalog: Knowledge; judgeOf(loaded: LoadedRule): Judge },
  { listed, fault }: TallyOptions,
): Tally {
  const mutants = mutantsOf(loaded, project.catalog).filter((mutant) => mutant.fault.includes(fault));
  const judge = project.judgeOf(loaded);
  const own = listed.filter(({ rule }) => rule === loaded.path);
  const judged = mutants.map((mutant) => {
    const { text, ...told } = mutant;
    const verdict: Verdict = judge(text);
    return { mutant: told, verdict, entry: own.find((entry) => isListed(entry, loaded.path, mutant)) };
  });
  return {
    rule: loaded.path,
    judged,
    refuted: judged.flatMap(({ verdict, entry }) => (verdict !== undefined && entry !== undefined ? [entry] : [])),
    stale: own.filter((entry) => !judged.some((each) => each.entry === entry)),
  };
}
