import { codeSpan, NOUNS } from '../../src/state';
import { verdictOf } from '../apply-report';
import type { ApplyReport, ApplyResult } from '../apply-report';
import { byNeed, outcomeWords, reportTotals, resultNotes, shownResults, verificationWords } from './report-words';

/** GitHub refuses a step summary of more than 1 MiB and a comment of more than 65,536 characters: this many lines fit. */
const MOST_LINES = 300;

/** What a deployment did, for a step summary. Texts of rules and of the service stand in code spans. */
export function renderReportMarkdown(report: ApplyReport): string {
  const lines = byNeed(shownResults(report)).map(resultLine);
  const more = lines.length - MOST_LINES;
  return [
    `### Deployed to ${codeSpan(report.target.name)} (${codeSpan(report.target.workspace)})`,
    '',
    reportTotals(report),
    ...verificationWords(report).map((words) => `\n⚠️ ${codeSpan(words)}`),
    '',
    ...lines.slice(0, MOST_LINES),
    ...(more > 0 ? [`- and ${more} more`] : []),
    '',
    `Plan \`${report.plan}\``,
    '',
  ].join('\n');
}

function resultLine(result: ApplyResult): string {
  const mark = verdictOf(result.outcome) === 'done' ? '✅' : '❌';
  const notes = resultNotes(result).map((note) => `\n  - ${codeSpan(note.slice(0, 500))}`);
  const head = `- ${mark} ${outcomeWords(result.outcome.kind)}${result.type === 'alertRule' ? '' : ` (${NOUNS[result.type]})`}: ${codeSpan(result.title.slice(0, 256))} ${codeSpan(result.id)}`;
  return `${head}${notes.join('')}`;
}
