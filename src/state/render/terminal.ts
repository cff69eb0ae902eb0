import { createColors } from 'picocolors';
import { shortRuleId } from '../../sentinel';
import type { Change } from '../change';
import { isWeakening } from '../guards/weakening';
import type { Action, Plan } from '../plan';
import { gatherAlike, ID } from './alike';
import type { Alike } from './alike';
import { inertLine } from './inert';
import {
  actionNotes,
  actionVerb,
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

type Colors = ReturnType<typeof createColors>;

const MARKS: Readonly<Record<Weight, readonly [mark: string, color: 'red' | 'yellow' | 'green']>> = {
  delete: ['-', 'red'],
  quarantine: ['-', 'red'],
  weakens: ['!', 'red'],
  blocked: ['x', 'red'],
  update: ['~', 'yellow'],
  adopt: ['=', 'yellow'],
  settle: ['=', 'yellow'],
  create: ['+', 'green'],
  mark: ['~', 'yellow'],
};
const TITLE_WIDTH = 60;
const FIELD_WIDTH = 24;
const VALUE_WIDTH = 46;
const UNMANAGED_SHOWN = 10;
const WARNINGS_SHOWN = 10;

/** A plan for a person at a terminal or in a CI log: dangerous first, in the domain's words. */
export function renderPlan(plan: Plan, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const actions = byWeight(told(plan));
  const width = Math.min(TITLE_WIDTH, Math.max(0, ...actions.map(({ title }) => inertLine(title).length)));
  const lines = [
    `Plan for ${inertLine(planHeading(plan))}   ${paint.dim(`hash ${plan.hash.slice(0, 12)}`)}`,
    '',
    ...refusalLines(plan, paint),
    ...gatherAlike(actions.map((action) => ({ action, lines: actionLines(action, width, paint) }))).flatMap((alike) =>
      alikeLines(alike, paint),
    ),
    ...(actions.length === 0 ? [] : ['']),
    ...warningLines(plan, paint),
    ...quarantinedLines(plan, paint),
    ...unmanagedLines(plan, paint),
    ...unprotectedLines(plan),
    planTotals(plan),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function refusalLines({ refusals }: Plan, paint: Colors): readonly string[] {
  if (refusals.length === 0) return [];
  return [
    paint.red('Refused by the guards:'),
    ...refusals.map(({ guard, message }) => `    ${paint.bold(guard)}: ${inertLine(message)}`),
    '',
  ];
}

function warningLines({ warnings }: Plan, paint: Colors): readonly string[] {
  if (warnings.length === 0) return [];
  const more = warnings.length - WARNINGS_SHOWN;
  return [
    paint.yellow(`${plural(warnings.length, 'warning')}:`),
    ...warnings
      .slice(0, WARNINGS_SHOWN)
      .flatMap(({ title, id, path, message, help }) => [
        `    ${paint.bold(inertLine(title))}  ${inertLine(path ?? id)}`,
        `      ${inertLine(message)}`,
        `      ${paint.dim(inertLine(help))}`,
      ]),
    ...(more > 0 ? [paint.dim(`    and ${plural(more, 'more warning')} (\`--format json\` names them all)`)] : []),
    '',
  ];
}

function quarantinedLines({ quarantined }: Plan, paint: Colors): readonly string[] {
  if (quarantined.length === 0) return [];
  return [
    'Disabled, to be deleted:',
    ...quarantined.map(({ title, id, until, kept }) =>
      paint.dim(
        `    ${inertLine(title)}  ${inertLine(shortRuleId(id))}  ${inertLine(kept ?? `from ${until.slice(0, 10)}`)}`,
      ),
    ),
    '',
  ];
}

/** Between the look and the write somebody else may write: said, not denied. */
function unprotectedLines({ etags, actions }: Plan): readonly string[] {
  const writes = actions.some(
    (action) =>
      'live' in action &&
      !('blocked' in action && action.blocked !== undefined) &&
      (!('changes' in action) || action.changes.length > 0),
  );
  if (etags === 'honoured' || !writes) return [];
  const why =
    etags === 'ignored'
      ? 'the service ignores stale versions'
      : 'nobody has proven that the service refuses stale versions';
  return [
    `Unprotected: ${why}; each write looks first, and an edit in the moment between is lost (\`sentinel-rules doctor --probe\`).`,
    '',
  ];
}

function actionLines(action: Action, width: number, paint: Colors): readonly string[] {
  const [mark, color] = signOf(action);
  const title = inertLine(action.title).padEnd(width);
  const path = action.path === undefined ? '' : `  ${paint.dim(inertLine(action.path))}`;
  const head = `  ${paint[color](`${mark} ${actionVerb(action)}`)}  ${paint.bold(title)}  ${inertLine(shortId(action))}${path}`;
  const blocked = 'blocked' in action && action.blocked !== undefined ? [action.blocked] : [];
  const edit = action.action === 'update' ? (action.edit ?? []) : [];
  return [
    head,
    ...blocked.map((words) => `      ${paint.red('blocked')}: ${inertLine(words)}`),
    ...actionNotes(action).map((note) => `      ${inertLine(note)}`),
    ...('changes' in action
      ? action.changes.flatMap((change) => withTuning(changeLines(change, paint), tunedBy(change, action), paint))
      : []),
    ...(edit.length === 0
      ? []
      : [`      ${paint.red('overwrites portal edit')}, what somebody changed since our last write:`]),
    ...edit.flatMap((change) => changeLines(change, paint)).map((line) => `  ${line}`),
  ];
}

function alikeLines({ first: { action, lines }, count, words }: Alike, paint: Colors): readonly string[] {
  if (count === 1) return lines;
  const [mark, color] = signOf(action);
  const head = `  ${paint[color](`${mark} ${actionVerb(action)}`)}  ${paint.bold(words)}`;
  return [head, ...lines.slice(1).map((line) => line.replaceAll(action.id, ID))];
}

/** A change with the tuning file that it comes from. */
function withTuning(lines: readonly string[], path: string | undefined, paint: Colors): readonly string[] {
  const [head, ...rest] = lines;
  if (path === undefined || head === undefined) return lines;
  return [head, paint.dim(`        tuning: ${inertLine(path)}`), ...rest];
}

/** Dangerous is dangerous, whatever else it is. */
function signOf(action: Action): (typeof MARKS)[Weight] {
  const weight = actionWeight(action);
  if (weight === 'adopt' && isWeakening(action)) return MARKS.weakens;
  return weight === 'mark' && action.action === 'create' ? MARKS.create : MARKS[weight];
}

function shortId({ type, id }: Action): string {
  if (type === 'watchlist' || type === 'function') return id;
  return shortRuleId(type === 'mark' ? id.replace(/^analyticsrule-/i, '') : id);
}

export function changeLines(change: Change, paint: Colors): readonly string[] {
  const judged = change.impact === 'changes' ? '' : `  ${paintImpact(change.impact, paint)}`;
  const field = inertLine(change.field).padEnd(FIELD_WIDTH);
  const head = `      ${field}${inertLine(changeWords(change)).padEnd(VALUE_WIDTH)}${judged}`;
  if (change.kind !== 'text') return [head];
  return [
    head,
    ...change.lines.map(({ sign, text, note }) => {
      const line = sign === 'gap' ? '...' : `${sign} ${inertLine(text)}`;
      const paintLine = sign === '+' ? paint.green : sign === '-' ? paint.red : paint.dim;
      return `        ${paintLine(line)}${note === undefined ? '' : `      ${paint.yellow(inertLine(note))}`}`;
    }),
    ...(change.path === 'rows' ? change.notes.map((note) => `        ${paint.yellow(inertLine(note))}`) : []),
  ];
}

function paintImpact(impact: 'weakens' | 'strengthens', paint: Colors): string {
  return impact === 'weakens' ? paint.red(impact) : paint.green(impact);
}

function unmanagedLines({ unmanaged }: Plan, paint: Colors): readonly string[] {
  if (unmanaged.length === 0) return [];
  const more = unmanaged.length - UNMANAGED_SHOWN;
  return [
    'Live and not ours (left alone):',
    ...unmanaged.slice(0, UNMANAGED_SHOWN).map(({ title, id, note }) => {
      const words = note === undefined ? '' : `  ${inertLine(note)}`;
      return `    ${paint.dim(`${inertLine(title)}  ${inertLine(id)}${words}`)}`;
    }),
    ...(more > 0 ? [paint.dim(`    and ${plural(more, 'more rule')} (\`--format json\` names them all)`)] : []),
    '',
  ];
}
