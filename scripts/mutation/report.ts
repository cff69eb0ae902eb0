import type { Equivalent } from './equivalents';
import type { Verdict } from './judge';
import type { Mutant } from './rule-mutants';

export interface Judged {
  /** Without its text: the lines that differ are enough to tell it by. */
  readonly mutant: Omit<Mutant, 'text'>;
  readonly verdict: Verdict;
  /** The entry that says that no data could tell it from the rule. */
  readonly entry: Equivalent | undefined;
}

/** What became of the faults of one rule. */
export interface Tally {
  readonly rule: string;
  readonly judged: readonly Judged[];
  /** Entries of the list whose fault was noticed. */
  readonly refuted: readonly Equivalent[];
  /** Entries whose fault was not seeded. */
  readonly stale: readonly Equivalent[];
}

/** Share of the seeded faults that has to be noticed. */
const TARGET = 0.9;
const LEAST = 10;

/** A line for the rule and, below it, each fault that nobody noticed as the line before and after. */
export function printedTally(tally: Tally, { all }: { readonly all: boolean }): string {
  const { seeded, caught } = countsOf([tally]);
  const told = tally.judged.filter(({ verdict, entry }) => all || (verdict === undefined && entry === undefined));
  const lines = told.map(
    ({ mutant: { fault, line, was, becomes }, verdict }) =>
      `  ${verdict === undefined ? 'survived' : `noticed by ${verdict}`}: ${fault}, line ${line}\n    - ${was}\n    + ${becomes}\n`,
  );
  return `${tally.rule.padEnd(56)} ${`${caught}/${seeded}`.padStart(9)} ${percent(caught, seeded)}\n${lines.join('')}`;
}

/** The lines of the end: by kind of fault, then what was asked for and whether it is so. */
export function closingLines(
  tallies: readonly Tally[],
  { seconds, wrong }: { readonly seconds: number; readonly wrong: readonly string[] },
): { readonly lines: readonly string[]; readonly met: boolean } {
  const { seeded, caught, byCheck, equivalent } = countsOf(tallies);
  const least = Math.min(...tallies.map((tally) => countsOf([tally]).seeded));
  const rate = seeded === 0 ? 0 : caught / seeded;
  const rows = [
    row('seeded faults that are noticed', `${caught}/${seeded} ${percent(caught, seeded)}`, '>= 90 %', rate >= TARGET),
    row('faults seeded into each rule', `${least}`, `>= ${LEAST}`, least >= LEAST),
    row('wrong or stale entries of equivalent.yaml', `${wrong.length}`, '0', wrong.length === 0),
  ];
  return {
    lines: [
      ...faultLines(tallies),
      '',
      ...wrong,
      ...rows.map(({ line }) => line),
      `${caught - byCheck} by test, ${byCheck} by check alone; ${equivalent} equivalent and not counted; ${tallies.length} rules in ${seconds.toFixed(1)} s`,
    ],
    met: rows.every(({ met }) => met),
  };
}

function countsOf(tallies: readonly Tally[]): {
  readonly seeded: number;
  readonly caught: number;
  readonly byCheck: number;
  readonly equivalent: number;
} {
  const judged = tallies.flatMap((tally) => tally.judged);
  const counted = judged.filter(({ entry }) => entry === undefined);
  return {
    seeded: counted.length,
    caught: counted.filter(({ verdict: by }) => by !== undefined).length,
    byCheck: counted.filter(({ verdict: by }) => by === 'check').length,
    equivalent: judged.length - counted.length,
  };
}

function faultLines(tallies: readonly Tally[]): readonly string[] {
  const faults = [...new Set(tallies.flatMap(({ judged }) => judged.map(({ mutant }) => mutant.fault)))];
  return faults.toSorted().map((fault) => {
    const { seeded, caught } = countsOf(
      tallies.map((tally) => ({ ...tally, judged: tally.judged.filter(({ mutant }) => mutant.fault === fault) })),
    );
    return `${fault.padEnd(56)} ${`${caught}/${seeded}`.padStart(9)} ${percent(caught, seeded)}`;
  });
}

function row(
  name: string,
  figure: string,
  target: string,
  met: boolean,
): { readonly line: string; readonly met: boolean } {
  return {
    line: `${name.padEnd(46)} ${figure.padStart(19)}  target ${target.padEnd(8)} ${met ? 'met' : 'missed'}`,
    met,
  };
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? '-' : ((part * 100) / whole).toFixed(1)} %`.padStart(8);
}
