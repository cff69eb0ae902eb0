import { createColors } from 'picocolors';
import { printable } from '../../src/diagnostics';
import { codeSpan, plural } from '../../src/state';
import type { RuleEffect, SampleEffect } from './rule-effect';

/** What is told in a comment; the rest is counted. */
const MOST_CHARACTERS = 20_000;
const MOST_TOLD = 12;
const MOST_LINES = 6;
const MOST_LETTERS = 200;

/** Samples that change in the same way are told as one from this number on. */
const ALIKE = 3;

/** The heading over effects, and what is said where there is none. */
export function effectTotals(rules: readonly RuleEffect[]): string {
  const kept = rules.filter(({ state }) => state === 'kept');
  const samples = kept.reduce((sum, rule) => sum + rule.samples, 0);
  const moved = kept.flatMap(({ effects }) => effects);
  const parts = (
    [
      ['lost', 'silenced'],
      ['broken', 'cannot run'],
      ['gained', 'alerting now'],
      ['changed', 'alerting otherwise'],
      ['mended', 'running again'],
    ] as const
  ).flatMap(([kind, words]) => {
    const count = moved.filter((effect) => effect.kind === kind).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  if (kept.length === 0) return 'no rule of before has another result';
  const of = `${plural(samples, 'sample')} of ${plural(kept.length, 'rule')}`;
  return moved.length === 0 ? `${of}: every result is the same` : `${of}: ${parts.join(', ')}`;
}

/** Whether a sample that alerted does so no more: the first thing that a reviewer should see. */
export function losesAlerts(rules: readonly RuleEffect[]): boolean {
  return rules.some(({ effects }) => effects.some(isLoss));
}

/** For a terminal: totals, then each rule with its samples that have another result. */
export function effectText(rules: readonly RuleEffect[], { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const mark = (effect: SampleEffect): string => (isLoss(effect) ? paint.red('!') : paint.yellow('~'));
  const blocks = rules.flatMap((rule): readonly string[] => {
    const head = `\n${printable(rule.name)}  ${paint.dim(printable(rule.path))}`;
    const lines = [...aloneWords(rule), ...rule.unread.map((problem) => `tests that cannot be read: ${problem}`)];
    if (lines.length + rule.effects.length === 0) return [];
    return [
      head,
      ...lines.map((line) => `  ${printable(line)}`),
      ...told(rule.effects).flatMap(({ effect, alike }) => [
        `  ${mark(effect)} ${printable(headWords(effect, alike))}  ${paint.dim(printable(`${effect.file}:${effect.line}`))}`,
        ...linesOf(effect).map((line) => `      ${printable(line)}`),
      ]),
    ];
  });
  return `${[effectTotals(rules), ...blocks].join('\n')}\n`;
}

/** For a comment: the same, with what came from files in code spans, and no more of a rule than a reviewer reads. */
export function effectMarkdown(rules: readonly RuleEffect[]): string {
  const losing = (rule: RuleEffect): number => (losesAlerts([rule]) ? 0 : 1);
  const telling = rules
    .filter((rule) => aloneWords(rule).length + rule.unread.length + rule.effects.length > 0)
    .toSorted((a, b) => losing(a) - losing(b));
  const shown: string[] = [];
  let left = MOST_CHARACTERS;
  let count = 0;
  for (const rule of telling) {
    const text = ruleMarkdown(rule).join('\n');
    left -= text.length;
    if (left < 0 && count > 0) break;
    shown.push(text);
    count++;
  }
  const rest = telling.length - count;
  return `${[
    `**What it does** ${effectTotals(rules)}`,
    ...(count === 0 ? [] : ['', ...shown]),
    ...(rest > 0 ? [`- and ${plural(rest, 'rule')} more`] : []),
  ].join('\n')}\n`;
}

function ruleMarkdown(rule: RuleEffect): readonly string[] {
  const lines = [
    ...aloneWords(rule),
    ...rule.unread.map((problem) => `tests that cannot be read: ${codeSpan(problem)}`),
  ];
  const all = told(rule.effects);
  const shown = all.slice(0, MOST_TOLD);
  const rest = all.length - shown.length;
  return [
    `- ${codeSpan(rule.name)} ${lines.join('; ')}`.trimEnd(),
    ...shown.flatMap(({ effect, alike }) => [
      `  - ${isLoss(effect) ? '⚠️ ' : ''}${headWords({ ...effect, name: codeSpan(effect.name) }, alike)}`,
      ...linesOf(effect)
        .slice(0, MOST_LINES)
        .map((line) => `    - ${codeSpan(shortened(line))}`),
    ]),
    ...(rest > 0 ? [`  - and ${rest} more`] : []),
  ];
}

function shortened(line: string): string {
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS)}...`;
}

function aloneWords({ state, samples, alerting }: RuleEffect): readonly string[] {
  if (state === 'kept') return [];
  if (samples === 0) return [state === 'new' ? 'new, without a sample' : 'gone'];
  const of = `${alerting} of ${plural(samples, 'sample')}`;
  return [state === 'new' ? `new: alerts for ${of}` : `gone: it alerted for ${of}`];
}

function outcomeWords({ kind, before, after, case: place, passes }: SampleEffect): string {
  const was = before === undefined ? 'did not run' : alertWords(before);
  const is = after === undefined ? 'does not run' : alertWords(after);
  const moved = kind === 'changed' && before === after ? `${is}, not the same` : `${was} -> ${is}`;
  const expected =
    place === 'gone'
      ? '; its case is gone or rewritten'
      : passes === true
        ? `; its case${place === 'added' ? ', which is new,' : ''} expects that`
        : '; its case expects something else';
  return `${moved}${expected}`;
}

function alertWords(count: number): string {
  return count === 0 ? 'silent' : plural(count, 'alert');
}

function isLoss({ kind }: SampleEffect): boolean {
  return kind === 'lost' || kind === 'broken';
}

interface Told {
  readonly effect: SampleEffect;
  /** How many samples it stands for. */
  readonly alike: number;
}

/** Losses first, and among them those that no case tells of any more; alerts that change in the same way as one. */
function told(effects: readonly SampleEffect[]): readonly Told[] {
  const weight = (effect: SampleEffect): number => (isLoss(effect) ? 0 : 2) + (effect.case === 'gone' ? 0 : 1);
  const keyOf = (effect: SampleEffect): string => linesOf(effect).join('\n');
  const counts = new Map<string, number>();
  for (const effect of effects) {
    if (effect.kind === 'changed') counts.set(keyOf(effect), (counts.get(keyOf(effect)) ?? 0) + 1);
  }
  const seen = new Set<string>();
  return effects
    .flatMap((effect): readonly Told[] => {
      const key = keyOf(effect);
      const alike = effect.kind === 'changed' ? (counts.get(key) ?? 1) : 1;
      if (alike < ALIKE) return [{ effect, alike: 1 }];
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ effect, alike }];
    })
    .toSorted((a, b) => weight(a.effect) - weight(b.effect));
}

function headWords(effect: SampleEffect, alike: number): string {
  return alike === 1 ? `${effect.name}: ${outcomeWords(effect)}` : alikeWords(alike, effect);
}

function alikeWords(alike: number, { before, after }: SampleEffect): string {
  return `${alike} samples: ${before === after ? 'as many alerts, not the same' : 'other alerts'}`;
}

/** Each difference once: a rule with many alerts would say the same of all. */
function linesOf({ lines }: SampleEffect): readonly string[] {
  return [...new Set(lines)];
}
