import type { Mismatch } from '../expectation/mismatch';
import type { ReadyRule } from '../simulation/ready-rule';
import type { Simulation } from '../simulation/simulate';
import type { TestCase } from '../test-file/model';
import type { CaseFinding } from './findings';

/** The case again, without some exclusions; words where that cannot be run. */
export type Rerun = (without: readonly string[]) => Simulation | string;

export function fires(simulation: Simulation): boolean {
  return 'runs' in simulation && simulation.runs.some(({ alerts }) => alerts.length > 0);
}

/** A case that is silent because of exclusions has to fire without any one of them. */
export function proofOf(
  { expect, name: caseName }: TestCase,
  { exclusions }: ReadyRule,
  rerun: Rerun,
): { readonly mismatches: readonly Mismatch[]; readonly findings: readonly CaseFinding[] } {
  const mismatches: Mismatch[] = [];
  const findings: CaseFinding[] = [];
  for (const name of expect.silentBecause) {
    const without = rerun([name]);
    if (typeof without === 'string') {
      mismatches.push({ kind: 'words', message: without });
      continue;
    }
    if (fires(without)) continue;
    const by = [...exclusions.keys()].find((other) => {
      const both = other === name ? '' : rerun([name, other]);
      return typeof both !== 'string' && fires(both);
    });
    const message =
      by === undefined
        ? `it is not the exclusion ${name} that silences it: the case is silent without it too`
        : `the exclusion ${by} silences it as well: without ${name} alone the case is still silent`;
    mismatches.push({ kind: 'words', message });
    if (by !== undefined) findings.push({ exclusion: name, kind: 'covered', caseName, by });
  }
  return { mismatches, findings };
}

/** The exclusions without which a case fires that should, or raises all the alerts that it should. */
export function swallowing(
  { expect }: TestCase,
  { exclusions }: ReadyRule,
  { rerun, helps }: { readonly rerun: Rerun; readonly helps: (without: Simulation) => boolean },
): readonly string[] {
  const wanted = expect.outcome === 'fires' || (expect.alerts !== undefined && expect.alerts !== 0);
  if (!wanted) return [];
  return [...exclusions.keys()].filter((name) => {
    const without = rerun([name]);
    return typeof without !== 'string' && helps(without);
  });
}

export function swallowWords(name: string, alerts: number): Mismatch {
  const words =
    alerts === 0
      ? 'silences it: without it the case fires'
      : 'takes from it what it expects: without it the case passes';
  return { kind: 'words', message: `the exclusion ${name} ${words}` };
}
