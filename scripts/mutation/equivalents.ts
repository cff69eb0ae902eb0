import type { Source } from '../../src/diagnostics';
import { positionAt } from '../../src/diagnostics';
import { parseYaml } from '../../src/yaml';
import { UsageError } from '../command';
import type { Mutant } from './rule-mutants';

/** A mutant that gives the same alerts as the rule for all data, and why. */
export interface Equivalent {
  /** Path of the rule. */
  readonly rule: string;
  readonly was: string;
  readonly becomes: string;
  readonly because: string;
  /** Where the rule has the same line several times: which one is meant, from 1. Absent: all of them. */
  readonly nth?: number;
  /** `path:line` of the entry. */
  readonly place: string;
}

const KEYS = ['rule', 'was', 'becomes', 'because'] as const;

/** Reads the list: a sequence of `{rule, was, becomes, because, nth?}`. Throws a UsageError that says what is wrong with it. */
export function readEquivalents(source: Source): readonly Equivalent[] {
  const { document, diagnostics } = parseYaml(source);
  const [broken] = diagnostics;
  const entries = document?.value;
  if (broken !== undefined || document === undefined || !Array.isArray(entries)) {
    throw new UsageError(`${source.path}: ${broken?.message ?? 'expected a list of {rule, was, becomes, because}'}`);
  }
  return entries.map((entry: Readonly<Record<string, unknown>>, index): Equivalent => {
    const place = `${source.path}:${positionAt(source, document.spanOf([index], 'value').start).line}`;
    const [rule, was, becomes, because] = KEYS.map((key) => {
      const value = entry?.[key];
      if (typeof value !== 'string') throw new UsageError(`${place}: the entry needs a text for \`${key}\``);
      return value;
    });
    const nth = entry?.['nth'];
    const given = typeof nth === 'number' ? { nth } : {};
    return { rule: rule ?? '', was: was ?? '', becomes: becomes ?? '', because: because ?? '', ...given, place };
  });
}

export function isListed(entry: Equivalent, rule: string, { was, becomes, nth }: Omit<Mutant, 'text'>): boolean {
  const isMeant = entry.nth === undefined || entry.nth === nth;
  return isMeant && entry.rule === rule && entry.was === was && entry.becomes === becomes;
}
