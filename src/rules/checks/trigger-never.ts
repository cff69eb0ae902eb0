import type { Check } from './check';

export const triggerNever: Check = {
  code: 'trigger-never',
  severity: 'warning',
  applies: 'rules',
  summary: 'the trigger asks for fewer than no rows',
  why: 'A number of rows is never below zero: the rule cannot alert.',
  bad: 'triggerOperator: lt\ntriggerThreshold: 0',
  good: 'triggerOperator: lt\ntriggerThreshold: 1',
  *run({ draft }) {
    const below = draft.triggerOperator === 'lt' || draft.triggerOperator === 'LessThan';
    if (draft.kind === 'NRT' || !below || draft.triggerThreshold !== 0) return;
    yield {
      path: ['triggerThreshold'],
      message: 'fewer than 0 rows never happens',
      help: 'For "no rows at all" write `triggerOperator: eq` with 0, or `lt` with 1.',
    };
  },
};
