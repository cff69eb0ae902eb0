import { compareText } from '../../diagnostics';
import { impactOf } from '../change';
import type { Change } from '../change';
import type { Action, Plan } from '../plan';

/** How much attention an action wants. */
export type Weight = 'weakens' | 'blocked' | 'update' | 'create';

const ORDER: readonly Weight[] = ['weakens', 'blocked', 'update', 'create'];

export function actionWeight(action: Action): Weight {
  if (action.action === 'create') return 'create';
  if (action.blocked !== undefined) return 'blocked';
  return impactOf(action.changes) === 'weakens' ? 'weakens' : 'update';
}

/** The actions as people should read them: dangerous first, then by name. */
export function byWeight(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort(
    (a, b) =>
      ORDER.indexOf(actionWeight(a)) - ORDER.indexOf(actionWeight(b)) ||
      compareText(a.title, b.title) ||
      compareText(a.id, b.id),
  );
}

/** Whether anything in a plan makes a detection see less. */
export function planWeakens({ actions }: Plan): boolean {
  return actions.some((action) => actionWeight(action) === 'weakens');
}

/** `prod: contoso-sentinel (rg-soc), 500 rules live, 498 of them in this repository` */
export function planHeading({ target, actions, unchanged, unmanaged }: Plan): string {
  const ours = unchanged + actions.filter(({ action }) => action === 'update').length;
  const live = plural(ours + unmanaged.length, 'rule');
  const place =
    target.kind === 'emulator'
      ? `emulated workspace ${target.workspace}`
      : `${target.workspace} (${target.resourceGroup})`;
  return `${target.name}: ${place}, ${live} live, ${ours} of them in this repository`;
}

/** `2 to change: 1 create, 1 update (weakens). 495 unchanged, 2 not in this repository (left alone).` */
export function planTotals({ actions, unchanged, unmanaged }: Plan): string {
  const rest = [
    `${unchanged} unchanged`,
    ...(unmanaged.length === 0 ? [] : [`${unmanaged.length} not in this repository (left alone)`]),
  ].join(', ');
  if (actions.length === 0) return `No changes: ${rest}.`;
  const counts = ORDER.map((weight) => [weight, actions.filter((one) => actionWeight(one) === weight).length] as const);
  const parts = [...counts].reverse().flatMap(([weight, count]) => (count === 0 ? [] : [countWords(weight, count)]));
  return `${actions.length} to change: ${parts.join(', ')}. ${rest}.`;
}

function countWords(weight: Weight, count: number): string {
  switch (weight) {
    case 'create':
      return plural(count, 'create');
    case 'update':
      return plural(count, 'update');
    case 'weakens':
      return `${plural(count, 'update')} (${count === 1 ? 'weakens' : 'weaken'})`;
    case 'blocked':
      return `${count} blocked`;
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

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
