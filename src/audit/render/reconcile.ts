import { createColors } from 'picocolors';
import { codeSpan, inertLine } from '../../state';
import type { Explanation, Reconciled } from '../reconcile/reconcile';
import { markdownTable, table, timeWords } from './table';

/** Writes of a log with what explains each; those that nothing explains first. */
export function renderReconciled(found: Reconciled, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const rows = [...unexplainedFirst(found)].map(({ at, operation, rule, caller, explanation }) => [
    explanation.kind === 'out of pipeline' ? '!' : '=',
    timeWords(at),
    operation,
    rule,
    caller,
    explanationWords(explanation),
  ]);
  const lines = [
    ...table(rows).map((line) => (line.trimStart().startsWith('!') ? paint.red(line) : line)),
    ...(rows.length > 0 ? [''] : []),
    ...unlogged(found).map(inertLine),
    totals(found),
  ];
  return `${lines.join('\n')}\n`;
}

export function renderReconciledMarkdown(found: Reconciled): string {
  const rows = [...unexplainedFirst(found)].map(({ at, operation, rule, caller, explanation }) =>
    [timeWords(at), operation, rule, caller, explanationWords(explanation)].map((text) =>
      codeSpan(text).replaceAll('|', '\\|'),
    ),
  );
  const lines = [
    `### ${totals(found)}`,
    '',
    ...markdownTable(['when', 'what', 'rule', 'caller', 'explained by'], rows),
    '',
    ...unlogged(found).map((line) => `- ${codeSpan(line)}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function unexplainedFirst({ writes }: Reconciled): Reconciled['writes'] {
  const open = ({ explanation }: Reconciled['writes'][number]): number =>
    explanation.kind === 'out of pipeline' ? 0 : 1;
  return [...writes].sort((a, b) => open(a) - open(b));
}

function explanationWords(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'ours':
      return `deployment ${explanation.deployment.slice(0, 12)}, by ${explanation.by}`;
    case 'ratified':
      return `ratified (claimed): ${explanation.by}, ${explanation.ticket}, seconded by ${explanation.second}`;
    case 'refused':
      return 'did not take effect';
    case 'out of pipeline':
      return 'out of pipeline: nothing explains it';
  }
}

function unlogged({ unlogged: missing }: Reconciled): readonly string[] {
  return missing.map(
    ({ rule, operation, deployment, from }) =>
      `the ledger has a ${operation} of ${rule} at ${timeWords(from)} (deployment ${deployment.slice(0, 12)}) that the log does not have`,
  );
}

function totals({ target, writes }: Reconciled): string {
  const count = (kind: Explanation['kind']): number =>
    writes.filter(({ explanation }) => explanation.kind === kind).length;
  return `${target}: ${writes.length} writes in the log: ${count('ours')} ours, ${count('ratified')} ratified, ${count('refused')} without effect, ${count('out of pipeline')} out of pipeline`;
}
