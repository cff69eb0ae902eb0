import { escapeMarkdown } from '../../diagnostics';
import { rulesIn } from '../cover';
import type { Coverage } from '../cover';
import type { Gap } from '../gaps';
import { metWords, totalWords } from './words';

/** Coverage for a README or a pull request. */
export function coverageMarkdown(coverage: Coverage, gaps: readonly Gap[]): string {
  const enabledCell = (text: string): readonly string[] => (coverage.targets.length > 0 ? [text] : []);
  const testedCell = (text: string): readonly string[] => (coverage.tests === 'run' ? [text] : []);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `**ATT&CK ${coverage.attack}: ${totalWords(coverage)}**, ${coverage.rules} rules`,
    '',
    row([
      'tactic',
      'techniques',
      'rules',
      ...enabledCell(`enabled in ${escapeMarkdown(coverage.targets.join(', '))}`),
      ...testedCell('tested'),
    ]),
    row(['---', '---:', '---:', ...enabledCell('---:'), ...testedCell('---:')]),
    ...coverage.tactics.map(({ name, techniques, rules, enabled, tested }) => {
      const covered = techniques.filter((technique) => rulesIn(technique).length > 0).length;
      const cells = [...enabledCell(String(enabled)), ...testedCell(String(tested))];
      return row([name, `${covered} of ${techniques.length}`, String(rules), ...cells]);
    }),
    '',
    ...(gaps.length === 0
      ? []
      : [
          row(['wanted', 'technique', 'state', 'why']),
          row(['---', '---', '---', '---']),
          ...gaps.map((gap) =>
            row([gap.id, escapeMarkdown(gap.name), metWords(gap), escapeMarkdown(gap.reason ?? '')]),
          ),
          '',
        ]),
  ].join('\n');
}
