import type { Ran } from './ran';

/** A set of cases that has a target. */
export interface CaseSet {
  readonly name: string;
  readonly file: string;
  readonly only?: 'core';
  /** The least share of cases that pass, in percent. */
  readonly least?: number;
  /** The highest share of wrong answers, explained ones included, in percent; every wrong answer needs a reason. */
  readonly mostWrong?: number;
}

export const SETS: readonly CaseSet[] = [
  { name: 'oracle core', file: 'oracle', only: 'core', least: 97 },
  { name: 'oracle all', file: 'oracle', least: 90 },
  { name: 'traps', file: 'traps', least: 98 },
  { name: 'docs core', file: 'docs', only: 'core', least: 95 },
  { name: 'docs all', file: 'docs', least: 85, mostWrong: 1 },
  { name: 'peers core', file: 'peers', only: 'core', least: 93, mostWrong: 1 },
  { name: 'peers all', file: 'peers' },
];

export function casesOfSet(ran: readonly Ran[], { file, only }: CaseSet): readonly Ran[] {
  return ran.filter((one) => one.file === file && (only === undefined || one.each.core));
}
