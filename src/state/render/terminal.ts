import { createColors } from 'picocolors';
import type { Change } from '../change';
import type { Action, Plan } from '../plan';
import { inertLine } from './inert';
import { actionWeight, byWeight, changeWords, planHeading, planTotals, plural } from './plan-words';
import type { Weight } from './plan-words';

type Colors = ReturnType<typeof createColors>;

const MARKS: Readonly<Record<Weight, readonly [mark: string, color: 'red' | 'yellow' | 'green']>> = {
  weakens: ['!', 'red'],
  blocked: ['x', 'red'],
  update: ['~', 'yellow'],
  create: ['+', 'green'],
};
const TITLE_WIDTH = 60;
const FIELD_WIDTH = 24;
const VALUE_WIDTH = 46;
const UNMANAGED_SHOWN = 10;

/** A plan for a person at a terminal or in a CI log: dangerous first, in the domain's words. */
export function renderPlan(plan: Plan, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const width = Math.min(TITLE_WIDTH, Math.max(0, ...plan.actions.map(({ title }) => inertLine(title).length)));
  const lines = [
    `Plan for ${inertLine(planHeading(plan))}   ${paint.dim(`checksum ${plan.checksum.slice(0, 12)}`)}`,
    '',
    ...byWeight(plan.actions).flatMap((action) => actionLines(action, width, paint)),
    ...(plan.actions.length === 0 ? [] : ['']),
    ...unmanagedLines(plan, paint),
    planTotals(plan),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function actionLines(action: Action, width: number, paint: Colors): readonly string[] {
  const [mark, color] = MARKS[actionWeight(action)];
  const title = inertLine(action.title).padEnd(width);
  const path = action.path === undefined ? '' : `  ${paint.dim(inertLine(action.path))}`;
  const head = `  ${paint[color](`${mark} ${action.action}`)}  ${paint.bold(title)}  ${inertLine(action.id.slice(0, 8))}${path}`;
  if (action.action === 'create') return [head];
  return [
    head,
    ...(action.blocked === undefined ? [] : [`      ${paint.red('blocked')}: ${inertLine(action.blocked)}`]),
    ...action.changes.flatMap((change) => changeLines(change, paint)),
  ];
}

function changeLines(change: Change, paint: Colors): readonly string[] {
  const judged = change.impact === 'changes' ? '' : `  ${paintImpact(change.impact, paint)}`;
  const field = inertLine(change.field).padEnd(FIELD_WIDTH);
  const head = `      ${field}${inertLine(changeWords(change)).padEnd(VALUE_WIDTH)}${judged}`;
  if (change.kind !== 'text') return [head];
  return [
    head,
    ...change.lines.map(({ sign, text, note }) => {
      const line = sign === 'gap' ? '...' : `${sign} ${inertLine(text)}`;
      const paintLine = sign === '+' ? paint.green : sign === '-' ? paint.red : paint.dim;
      return `        ${paintLine(line)}${note === undefined ? '' : `      ${paint.yellow(note)}`}`;
    }),
  ];
}

function paintImpact(impact: 'weakens' | 'strengthens', paint: Colors): string {
  return impact === 'weakens' ? paint.red(impact) : paint.green(impact);
}

function unmanagedLines({ unmanaged }: Plan, paint: Colors): readonly string[] {
  if (unmanaged.length === 0) return [];
  const more = unmanaged.length - UNMANAGED_SHOWN;
  return [
    'Live and not in this repository (left alone):',
    ...unmanaged
      .slice(0, UNMANAGED_SHOWN)
      .map(({ title, id }) => `    ${paint.dim(`${inertLine(title)}  ${inertLine(id)}`)}`),
    ...(more > 0 ? [paint.dim(`    and ${plural(more, 'more rule')} (\`--format json\` names them all)`)] : []),
    '',
  ];
}
