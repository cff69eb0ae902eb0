import { createColors } from 'picocolors';
import { shortRuleId } from '../../sentinel';
import { inertLine } from '../../state';
import { FINDING_KINDS } from '../report';
import type { FindingKind, HealthFinding, HealthReport } from '../report';
import { KIND_WORDS, totals } from './words';

/** For a person at a terminal or in a log: the worst first, each with cause and remedy. */
export function renderHealth(report: HealthReport, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const head = (kind: FindingKind): string =>
    (kind === 'delayed' || kind === 'partly' ? paint.yellow : paint.red)(KIND_WORDS[kind]);
  const groups = FINDING_KINDS.flatMap((kind) => {
    const found = report.findings.filter((one) => one.kind === kind);
    return found.length === 0 ? [] : [`${head(kind)}:`, ...found.flatMap((one) => lines(one, paint)), ''];
  });
  const notes = report.notes.map((note) => paint.dim(`note: ${inertLine(note)}`));
  return `${[...groups, ...notes, ...(notes.length === 0 ? [] : ['']), totals(report)].join('\n')}\n`;
}

function lines(
  { rule, message, cause, next, said }: HealthFinding,
  paint: ReturnType<typeof createColors>,
): readonly string[] {
  const place =
    rule === undefined ? '' : paint.dim(`  ${inertLine(shortRuleId(rule.id))}  ${inertLine(rule.path ?? '')}`);
  return [
    ...(rule === undefined ? [] : [`  ${paint.bold(inertLine(rule.name))}${place}`.trimEnd()]),
    `      ${inertLine(message)}`,
    ...(said === undefined ? [] : [`      the service says: ${inertLine(said)}`]),
    `      likely: ${inertLine(cause)}`,
    `      ${paint.dim(`to do: ${inertLine(next)}`)}`,
  ];
}
