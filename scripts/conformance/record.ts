import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { casesOfSet, SETS } from './sets';
import type { Ran } from './ran';

/** What is committed of earlier runs: ids and counts, no case. */
export interface ConformanceRecord {
  /** How many cases of a set passed; only rises. */
  readonly passed: Readonly<Record<string, number>>;
  /** By the id of a case: why another answer than the expected one is right. */
  readonly divergences: Readonly<Record<string, string>>;
  /** By the name of a closing line: why its target is missed. */
  readonly missed: Readonly<Record<string, string>>;
}

export function readRecord(path: string): ConformanceRecord {
  if (!existsSync(path)) return { passed: {}, divergences: {}, missed: {} };
  return JSON.parse(readFileSync(path, 'utf8')) as ConformanceRecord;
}

/** What a whole run breaks: a count that fell, a wrong answer without a reason, a reason without a wrong answer. */
export function breaches(ran: readonly Ran[], { passed, divergences }: ConformanceRecord): readonly string[] {
  const verdicts = new Map(ran.map(({ each, outcome }) => [each.id, outcome.verdict]));
  const fallen = passedBySet(ran)
    .filter(([set, count]) => count < (passed[set] ?? 0))
    .map(([set, count]) => `${set}: ${count} pass, ${passed[set]} did`);
  const stale = Object.keys(divergences)
    .filter((id) => verdicts.get(id) !== 'wrong')
    .map((id) => `stale divergence: ${id} is ${verdicts.get(id) ?? 'no case'}`);
  const unexplained = unexplainedOf(ran, divergences).map((id) => `unexplained wrong answer: ${id}`);
  const crashed = ran.filter(({ outcome }) => outcome.verdict === 'crash').map(({ each }) => `crash: ${each.id}`);
  return [...fallen, ...stale, ...unexplained, ...crashed];
}

export function unexplainedOf(ran: readonly Ran[], divergences: ConformanceRecord['divergences']): readonly string[] {
  return ran
    .filter(({ each, outcome }) => outcome.verdict === 'wrong' && divergences[each.id] === undefined)
    .map(({ each }) => each.id);
}

/** Raises the counts to what passed now; they never fall. */
export function raise(path: string, ran: readonly Ran[], { passed, divergences, missed }: ConformanceRecord): void {
  const raised = Object.fromEntries(passedBySet(ran).map(([set, count]) => [set, Math.max(count, passed[set] ?? 0)]));
  writeFileSync(path, `${JSON.stringify({ passed: raised, divergences, missed }, null, 2)}\n`);
}

function passedBySet(ran: readonly Ran[]): readonly (readonly [string, number])[] {
  return SETS.map((set) => [set.name, casesOfSet(ran, set).filter(({ outcome }) => outcome.verdict === 'pass').length]);
}
