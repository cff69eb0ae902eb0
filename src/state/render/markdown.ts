import { printable } from '../../diagnostics';
import type { Change } from '../change';
import { isWeakening } from '../guards/weakening';
import type { Action, Plan } from '../plan';
import { codeSpan, longestRun } from './code-span';
import {
  actionNotes,
  actionWeight,
  byWeight,
  changeWords,
  planHeading,
  planTotals,
  plural,
  told,
  tunedBy,
} from './plan-words';
import type { Weight } from './plan-words';

/** GitHub refuses a comment of more than 65,536 characters (docs.github.com, REST issues comments; read 2026-11-24). */
const MAX_LENGTH = 60_000;

const LABELS: Readonly<Record<Weight, string>> = {
  delete: '🗑️ **delete**',
  quarantine: '⚠️ **disable**, to be deleted later',
  weakens: '⚠️ update, **weakens**',
  blocked: '⛔ update, **blocked**',
  update: 'update',
  adopt: 'taken over',
  settle: 'as wanted already',
  create: 'create',
  mark: 'mark',
};

/**
 * A plan for a pull-request comment or a step summary. Every text that came from a rule stands in a code span or a
 * fenced block, where it can neither mention people, link, nor become HTML. Longer than `room` (characters), it says how much
 * it leaves out.
 */
export function renderPlanMarkdown(plan: Plan, room: number = MAX_LENGTH): string {
  const head = [
    `### Plan for ${codeSpan(planHeading(plan))}`,
    '',
    planTotals(plan),
    '',
    ...refusalLines(plan),
    ...warningLines(plan),
  ];
  const foot = [...unmanagedLines(plan), `Hash \`${plan.hash}\`, until ${plan.expires}`, ''];
  let left = room - [...head, ...foot].join('\n').length;
  const shown: string[] = [];
  const ordered = byWeight(told(plan));
  for (const [index, action] of ordered.entries()) {
    const block = actionLines(action).join('\n');
    left -= block.length + 1;
    if (left < 100) {
      shown.push(`_${plural(ordered.length - index, 'more action')} not shown: too long for one comment._\n`);
      break;
    }
    shown.push(block);
  }
  return [...head, ...shown, ...foot].join('\n');
}

function actionLines(action: Action): readonly string[] {
  const danger = actionWeight(action) === 'adopt' && isWeakening(action) ? '⚠️ ' : '';
  const head = `#### ${codeSpan(action.title)}: ${danger}${LABELS[actionWeight(action)]}`;
  const place = action.path === undefined ? codeSpan(action.id) : `${codeSpan(action.id)} in ${codeSpan(action.path)}`;
  const blocked = 'blocked' in action && action.blocked !== undefined ? [action.blocked] : [];
  const edit = action.action === 'update' ? (action.edit ?? []) : [];
  const lines = [
    ...blocked.map((words) => `- ⛔ ${codeSpan(words)}`),
    ...actionNotes(action).map((note) => `- ${codeSpan(note)}`),
    ...('changes' in action
      ? action.changes.flatMap((change) => withTuning(changeLinesMarkdown(change), tunedBy(change, action)))
      : []),
    ...(edit.length === 0
      ? []
      : ['', '⚠️ **overwrites portal edit**, what somebody changed since our last write:', '']),
    ...edit.flatMap(changeLinesMarkdown),
  ];
  return [head, '', place, '', ...(lines.length === 0 ? [] : [...lines, ''])];
}

function withTuning(lines: readonly string[], path: string | undefined): readonly string[] {
  const [head, ...rest] = lines;
  if (path === undefined || head === undefined) return lines;
  return [head, `  - tuning: ${codeSpan(path)}`, ...rest];
}

function refusalLines({ refusals }: Plan): readonly string[] {
  if (refusals.length === 0) return [];
  return ['⛔ **Refused by the guards**', '', ...refusals.map(({ message }) => `- ${codeSpan(message)}`), ''];
}

const WARNINGS_SHOWN = 20;

/** What is about the change stands open; that others are live and cannot work folds away. */
function warningLines({ warnings }: Plan): readonly string[] {
  const open = warnings.filter(({ kind }) => kind !== 'unmet');
  const unmet = warnings.filter(({ kind }) => kind === 'unmet');
  return [
    ...(open.length === 0 ? [] : [`⚠️ **${plural(open.length, 'warning')}**`, '', ...warningItems(open), '']),
    ...(unmet.length === 0
      ? []
      : [
          `<details><summary>${plural(unmet.length, 'rule')} live that cannot work there</summary>`,
          '',
          ...warningItems(unmet),
          '',
          '</details>',
          '',
        ]),
  ];
}

function warningItems(warnings: Plan['warnings']): readonly string[] {
  const more = warnings.length - WARNINGS_SHOWN;
  return [
    ...warnings
      .slice(0, WARNINGS_SHOWN)
      .flatMap(({ title, id, path, message, help }) => [
        `- ${codeSpan(title)} ${codeSpan(path ?? id)}: ${codeSpan(message)}`,
        `  ${codeSpan(help)}`,
      ]),
    ...(more > 0 ? [`- and ${plural(more, 'more warning')}`] : []),
  ];
}

export function changeLinesMarkdown(change: Change): readonly string[] {
  const judged = change.impact === 'weakens' ? ' ⚠️ **weakens**' : change.impact === 'changes' ? '' : ' strengthens';
  const line = `- ${codeSpan(change.field)}: ${codeSpan(changeWords(change))}${judged}`;
  if (change.kind !== 'text') return [line];
  const text = change.lines
    .map(({ sign, text: one }) => (sign === 'gap' ? '@@' : `${sign}${printable(one)}`))
    .join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [
    line,
    ...change.notes.map((note) => `  - ${codeSpan(note)}`),
    '',
    ...[`${fence}diff`, ...text.split('\n'), fence].map((row) => `  ${row}`),
    '',
  ];
}

function unmanagedLines({ unmanaged }: Plan): readonly string[] {
  if (unmanaged.length === 0) return [];
  const names = unmanaged
    .slice(0, 20)
    .map(
      ({ title, id, note }) => `- ${codeSpan(title)} ${codeSpan(id)}${note === undefined ? '' : ` ${codeSpan(note)}`}`,
    );
  const more = unmanaged.length > 20 ? [`- and ${plural(unmanaged.length - 20, 'more rule')}`] : [];
  const summary = `${plural(unmanaged.length, 'rule')} live and not ours (left alone)`;
  return [`<details><summary>${summary}</summary>`, '', ...names, ...more, '', '</details>', ''];
}
