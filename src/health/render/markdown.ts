import { codeSpan } from '../../state';
import { FINDING_KINDS } from '../report';
import type { HealthFinding, HealthReport } from '../report';
import { KIND_WORDS, totals } from './words';

/** For an issue or a step summary: every text that came from a workspace stands in a code span. */
export function renderHealthMarkdown(report: HealthReport): string {
  const groups = FINDING_KINDS.flatMap((kind) => {
    const found = report.findings.filter((one) => one.kind === kind);
    return found.length === 0 ? [] : [`#### ${KIND_WORDS[kind]}`, '', ...found.flatMap(lines), ''];
  });
  const notes = report.notes.map((note) => `- note: ${codeSpan(note)}`);
  const head = [`### Health of ${codeSpan(report.target)}`, '', codeSpan(totals(report)), ''];
  return [...head, ...groups, ...notes, ...(notes.length === 0 ? [] : [''])].join('\n');
}

function lines({ rule, message, cause, next, said }: HealthFinding): readonly string[] {
  const title = rule === undefined ? [] : [`**${codeSpan(rule.name)}** ${codeSpan(rule.path ?? rule.id)}:`];
  return [
    `- ${[...title, codeSpan(message)].join(' ')}`,
    ...(said === undefined ? [] : [`  - the service says ${codeSpan(said)}`]),
    `  - likely: ${codeSpan(cause)}`,
    `  - to do: ${codeSpan(next)}`,
  ];
}
