import { createColors } from 'picocolors';
import { printable } from '../../diagnostics';
import { rulesIn } from '../cover';
import type { Coverage, TacticCoverage } from '../cover';
import type { Gap } from '../gaps';
import { metWords, totalWords } from './words';

const NAME = 22;
const BAR = 20;

/** Coverage for a person at a terminal: a line a tactic, then what is amiss. */
export function coverageTable(
  coverage: Coverage,
  { gaps, color }: { readonly gaps: readonly Gap[]; readonly color: boolean },
): string {
  const paint = createColors(color);
  const { targets, totals, misplaced, without, attack } = coverage;
  const shown: Shown = { enabled: targets.length > 0, tested: coverage.tests === 'run' };
  const head = [
    'tactic'.padEnd(NAME),
    'techniques'.padStart(10),
    ' '.repeat(BAR),
    'rules',
    ...(shown.enabled ? ['enabled'] : []),
    ...(shown.tested ? ['tested'] : []),
  ];
  const lines = [
    paint.bold(head.join('  ')),
    ...coverage.tactics.map((tactic) => tacticLine(tactic, shown)),
    '',
    [
      `${totalWords(coverage)} of ATT&CK ${attack} by ${coverage.rules} rules`,
      ...(shown.enabled ? [`${totals.enabled} enabled in ${targets.join(', ')} by the ledger`] : []),
      shown.tested ? `${totals.tested} with a rule whose test fires` : 'tests not run',
    ].join('; '),
    ...misplaced.map(({ rule, id, why }) => paint.yellow(`${id} of ${printable(rule.name)}: ${why}`)),
    ...(without.length === 0 ? [] : [`without a technique: ${without.map(({ name }) => printable(name)).join(', ')}`]),
    ...(gaps.length === 0 ? [] : ['', paint.bold('wanted'), ...gaps.map((gap) => gapLine(gap))]),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');

  function gapLine(gap: Gap): string {
    const words = metWords(gap);
    const painted =
      gap.met === 'covered' ? paint.green(words) : gap.met === 'no rule' ? paint.red(words) : paint.yellow(words);
    const reason = gap.reason === undefined ? '' : `  ${paint.dim(printable(gap.reason))}`;
    return `  ${gap.id.padEnd(9)}  ${gap.name.padEnd(40)}  ${painted}${reason}`;
  }
}

interface Shown {
  readonly enabled: boolean;
  readonly tested: boolean;
}

function tacticLine({ name, techniques, rules, enabled, tested }: TacticCoverage, shown: Shown): string {
  const covered = techniques.filter((technique) => rulesIn(technique).length > 0).length;
  const filled = Math.ceil((covered / Math.max(1, techniques.length)) * BAR);
  return [
    name.padEnd(NAME),
    `${covered} of ${techniques.length}`.padStart(10),
    '█'.repeat(filled).padEnd(BAR, '·'),
    String(rules).padStart(5),
    ...(shown.enabled ? [String(enabled).padStart(7)] : []),
    ...(shown.tested ? [String(tested).padStart(6)] : []),
  ].join('  ');
}
