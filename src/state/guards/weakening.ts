import type { Action } from '../plan';

/** Why an action makes detection see less, one line each; empty if nothing is known against it. */
export function weakenings(action: Action): readonly string[] {
  if (action.type === 'mark') return [];
  switch (action.action) {
    case 'create':
      return [];
    case 'delete':
      // a watchlist or a function goes only when nothing reads it any more
      return action.type === 'alertRule' ? ['deleted'] : [];
    case 'quarantine':
      return ['disabled'];
    case 'update': {
      const fields = action.changes.filter(({ impact }) => impact === 'weakens').map(({ field }) => field);
      return [...fields, ...(action.edit === undefined ? [] : ['overwrites an edit']), ...(action.concerns ?? [])];
    }
  }
}

/** Whether a person must look twice. */
export function isWeakening(action: Action): boolean {
  return weakenings(action).length > 0;
}
