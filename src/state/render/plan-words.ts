import { compareText } from '../../diagnostics';
import { templateOf } from '../alert-rule/adoption';
import type { Change } from '../change';
import { isWeakening } from '../guards/weakening';
import type { Action, Plan } from '../plan';
import { markName } from '../mark/mark';
import { NOUNS, RESOURCE_TYPES, resourceKey } from '../resource';

/** How much attention an action wants. */
export type Weight =
  'delete' | 'quarantine' | 'weakens' | 'adopt' | 'blocked' | 'update' | 'settle' | 'create' | 'mark';

const ORDER: readonly Weight[] = [
  'delete',
  'quarantine',
  'weakens',
  'adopt',
  'blocked',
  'update',
  'settle',
  'create',
  'mark',
];

export function actionWeight(action: Action): Weight {
  if (action.type === 'mark' && action.action !== 'delete') return 'mark';
  switch (action.action) {
    case 'create':
      return action.blocked === undefined ? 'create' : 'blocked';
    case 'delete':
      return action.blocked === undefined ? 'delete' : 'blocked';
    case 'quarantine':
      return 'quarantine';
    case 'update':
      if (action.blocked !== undefined) return 'blocked';
      if (action.adopts === true) return 'adopt';
      if (isWeakening(action)) return 'weakens';
      return action.changes.length === 0 ? 'settle' : 'update';
  }
}

/** The actions as people should read them: dangerous first, then what is read before what reads it, then by name. */
export function byWeight(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort(
    (a, b) =>
      ORDER.indexOf(actionWeight(a)) - ORDER.indexOf(actionWeight(b)) ||
      RESOURCE_TYPES.indexOf(a.type) - RESOURCE_TYPES.indexOf(b.type) ||
      compareText(a.title, b.title) ||
      compareText(a.id, b.id),
  );
}

/** The verb that people read: `adopt`, `create mark`. */
export function actionVerb(action: Action): string {
  const verb = action.action === 'update' && action.adopts === true ? 'adopt' : action.action;
  return action.type === 'alertRule' ? verb : `${verb} ${NOUNS[action.type]}`;
}

/** Actions that are told line by line: all but the marks that go with a rule's own and replace nobody else's words. */
export function told({ actions }: Pick<Plan, 'actions'>): readonly Action[] {
  const marked = new Set(actions.filter(({ type }) => type !== 'mark').map((ref) => markName(ref).toLowerCase()));
  return actions.filter(
    ({ type, id, action }) => type !== 'mark' || action === 'update' || !marked.has(id.toLowerCase()),
  );
}

/** Whether anything in a plan makes a detection see less. */
export function planWeakens({ actions }: Plan): boolean {
  return actions.some(isWeakening);
}

/** `prod: contoso-sentinel (rg-soc), 500 rules live, 498 of them ours` */
export function planHeading({ target, owned, unmanaged }: Plan): string {
  const there = owned.filter(({ live, type }) => live !== null && type === 'alertRule');
  const ours = there.filter(({ last }) => last !== null).length;
  // One whose mark is lost is ours, and is not treated as ours.
  const rules = new Set([...there, ...unmanaged].map(resourceKey)).size;
  const place =
    target.kind === 'emulator'
      ? `emulated workspace ${target.workspace}`
      : `${target.workspace} (${target.resourceGroup})`;
  return `${target.name}: ${place}, ${plural(rules, 'rule')} live, ${ours} of them ours`;
}

/** `2 to change: 1 create, 1 update (weakens). 495 unchanged, 2 not ours (left alone).` */
export function planTotals(plan: Plan): string {
  const { actions, unchanged, unmanaged, quarantined, left = 0 } = plan;
  const rest = [
    `${unchanged} unchanged`,
    ...(quarantined.length === 0 ? [] : [`${quarantined.length} disabled until deleted`]),
    ...(unmanaged.length === 0 ? [] : [`${unmanaged.length} not ours (left alone)`]),
    ...(left === 0 ? [] : [`${plural(left, 'other change')} for a plan of all`]),
  ].join(', ');
  const shown = told(plan);
  if (actions.length === 0) return `No changes: ${rest}.`;
  const counts = ORDER.map((weight) => [weight, shown.filter((one) => actionWeight(one) === weight).length] as const);
  const parts = [...counts].reverse().flatMap(([weight, count]) => (count === 0 ? [] : [countWords(weight, count)]));
  return `${shown.length} to change: ${parts.join(', ')}. ${rest}.`;
}

function countWords(weight: Weight, count: number): string {
  switch (weight) {
    case 'create':
      return plural(count, 'create');
    case 'update':
      return plural(count, 'update');
    case 'settle':
      return `${count} as wanted already`;
    case 'weakens':
      return `${plural(count, 'update')} (${count === 1 ? 'weakens' : 'weaken'})`;
    case 'quarantine':
      return `${count} disabled`;
    case 'delete':
      return `${count} deleted`;
    case 'blocked':
      return `${count} blocked`;
    case 'adopt':
      return `${count} taken over`;
    case 'mark':
      return plural(count, 'mark');
  }
}

/** `High -> Medium`, `+ T1219, - T1105`, `+3 -1`: one line, of text that may be hostile. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case 'value':
      return `${change.from ?? '(not set)'} -> ${change.to ?? '(not set)'}`;
    case 'items':
      return [...change.added.map((item) => `+ ${item}`), ...change.removed.map((item) => `- ${item}`)].join('; ');
    case 'text':
      return `+${change.added} -${change.removed}`;
  }
}

/** What is to be known of an action beyond its changes, one line each. */
export function actionNotes(action: Action): readonly string[] {
  const { tuning, notes = [] } = action;
  const changed = 'changes' in action ? action.changes.some((change) => isTuned(change, action)) : false;
  return [...ownNotes(action), ...(tuning === undefined || changed ? [] : [tunedWords(tuning)]), ...notes];
}

function tunedWords({ path, decides }: NonNullable<Action['tuning']>): string {
  return `tuned for this target (${decides.map((place) => place.replace(/^properties\./, '')).join(', ')}): ${path}`;
}

/** Whether the tuning of the target decides what the change changes. */
function isTuned({ path }: Change, { tuning }: Action): boolean {
  return tuning?.decides.some((place) => path === place || path.startsWith(`${place}.`)) ?? false;
}

/** The tuning file that a change comes from, if it comes from one. */
export function tunedBy(change: Change, action: Action): string | undefined {
  return isTuned(change, action) ? action.tuning?.path : undefined;
}

function ownNotes(action: Action): readonly string[] {
  switch (action.action) {
    case 'create':
      return action.why === undefined ? [] : [action.why];
    case 'delete':
    case 'quarantine':
      return [action.why];
    case 'update':
      return [
        ...(action.adopts === true ? adoptionNotes(action) : []),
        ...(action.settles === true ? ['as wanted already: nothing is sent, and the ledger will say so'] : []),
        ...(action.concerns ?? []),
        ...readerNotes(action),
      ];
  }
}

/** Which rules see other events, or say something else, once a watchlist or a function is another. */
function readerNotes({ readBy = [], changes }: Extract<Action, { action: 'update' }>): readonly string[] {
  const moves = changes.some(({ path }) => MOVING.has(path));
  if (readBy.length === 0 || !moves) return [];
  return [`moves the result of ${plural(readBy.length, 'rule')}: ${readBy.join(', ')}`];
}

const MOVING: ReadonlySet<string> = new Set([
  'rows',
  'properties.query',
  'properties.functionParameters',
  'properties.functionAlias',
  'properties.itemsSearchKey',
]);

function adoptionNotes({ live, changes }: Extract<Action, { action: 'update' }>): readonly string[] {
  const { id, version } = templateOf(live.body);
  return [
    `taken over: it was not ours${changes.length === 0 ? ', and is as wanted: nothing of it is sent' : ''}`,
    ...(id === undefined || changes.length === 0
      ? []
      : [`made from the template ${[id, version].filter((part) => part !== undefined).join(' ')}`]),
  ];
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
