import { createColors } from 'picocolors';
import { shortRuleId } from '../../src/sentinel';
import { inertLine, NOUNS } from '../../src/state';
import { verdictOf } from '../apply-report';
import type { ApplyReport, ApplyResult } from '../apply-report';
import { byNeed, outcomeWords, reportTotals, resultNotes, shownResults, verificationWords } from './report-words';

/** What a deployment did, for a person at a terminal or in a CI log. */
export function renderReport(report: ApplyReport, { color }: { readonly color: boolean }): string {
  const shown = byNeed(shownResults(report));
  const quiet = shown.filter(isQuiet);
  const told = quiet.length > MOST_QUIET ? shown.filter((result) => !isQuiet(result)) : shown;
  const paint = createColors(color);
  return [
    ...told.flatMap((result) => resultLines(result, paint)),
    ...(told === shown ? [] : [`  ${paint.green('✔')} ${outcomeWords('already')}  ${quiet.length} rules`]),
    ...verificationWords(report).map(inertLine),
    `${inertLine(report.target.name)}: ${reportTotals(report)}`,
    '',
  ].join('\n');
}

/** More rules than this that were as wanted, with nothing to say of them, are counted. */
const MOST_QUIET = 10;

function isQuiet(result: ApplyResult): boolean {
  return result.outcome.kind === 'already' && result.type === 'alertRule' && resultNotes(result).length === 0;
}

function resultLines(result: ApplyResult, paint: ReturnType<typeof createColors>): readonly string[] {
  const fine = verdictOf(result.outcome) === 'done';
  const mark = fine ? paint.green('✔') : paint.red('✖');
  const path = result.path === undefined ? '' : `  ${inertLine(result.path)}`;
  return [
    `  ${mark} ${outcomeWords(result.outcome.kind)}${result.type === 'alertRule' ? '' : ` (${NOUNS[result.type]})`}  ${inertLine(result.title)}  ${inertLine(shortId(result))}${path}`,
    ...resultNotes(result).map((note) => `      ${inertLine(note)}`),
  ];
}

function shortId({ type, id }: ApplyResult): string {
  return type === 'watchlist' || type === 'function' ? id : shortRuleId(id);
}
