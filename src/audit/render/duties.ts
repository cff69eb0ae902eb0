import { createColors } from 'picocolors';
import { codeSpan, inertLine } from '../../state';
import type { DeployedChange, Finding } from '../duties/duties';
import type { Statement } from '../duties/people';
import { markdownTable, timeWords } from './table';

/** Deployed changes with who had a hand in them; those with findings first. */
export function renderDuties(changes: readonly DeployedChange[], { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const lines = ordered(changes).flatMap((change) => {
    const { at, title, id, action, deployment, findings, statements, pullRequests } = change;
    const pulls = pullRequests.length === 0 ? '' : `  pull request ${pullRequests.join(', ')}`;
    return [
      `  ${findings.length > 0 ? paint.red('!') : paint.green('=')} ${timeWords(at)}  ${action}  ${paint.bold(inertLine(title))}  ${inertLine(id)}  deployment ${deployment.slice(0, 12)}${pulls}`,
      ...findings.map(({ kind, message, weight }) => `      ${paint.red(kind)} (${weight}): ${inertLine(message)}`),
      ...statements.map((statement) => paint.dim(`      ${inertLine(statementWords(statement))}`)),
    ];
  });
  return `${[...lines, ...(lines.length > 0 ? [''] : []), totals(changes)].join('\n')}\n`;
}

export function renderDutiesMarkdown(changes: readonly DeployedChange[]): string {
  const rows = ordered(changes).map(({ at, title, id, action, pullRequests, findings, statements }) => [
    timeWords(at),
    action,
    `${cell(title)} ${cell(id)}`,
    pullRequests.map((number) => `#${number}`).join(' ') || '-',
    findings.map(({ kind, message, weight }) => `**${kind}** (${weight}): ${cell(message)}`).join('<br>') || 'none',
    statements.map((statement) => cell(statementWords(statement))).join('<br>'),
  ]);
  const head = ['when', 'what', 'rule', 'pull requests', 'findings', 'who'];
  return `${[`### ${totals(changes)}`, '', ...markdownTable(head, rows)].join('\n')}\n`;
}

function ordered(changes: readonly DeployedChange[]): readonly DeployedChange[] {
  const weight = ({ findings }: { readonly findings: readonly Finding[] }): number => (findings.length > 0 ? 0 : 1);
  return [...changes].sort((a, b) => weight(a) - weight(b));
}

function statementWords({ who, what, weight }: Statement): string {
  return `${weight}: ${who} ${what}`;
}

function totals(changes: readonly DeployedChange[]): string {
  const found = changes.filter(({ findings }) => findings.length > 0).length;
  return `${changes.length} deployed changes, ${found} with findings`;
}

function cell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}
