import type { Rule } from '../../rules';

/** Whether so many results make the rule raise alerts. An NRT rule has no threshold: any result does. */
export function triggers(rule: Rule, count: number): boolean {
  if (rule.kind === 'NRT') return count > 0;
  const { triggerOperator, triggerThreshold } = rule;
  switch (triggerOperator) {
    case 'GreaterThan':
      return count > triggerThreshold;
    case 'LessThan':
      return count < triggerThreshold;
    case 'Equal':
      return count === triggerThreshold;
    case 'NotEqual':
      return count !== triggerThreshold;
  }
}

/** The threshold in words: `more than 0 results`. */
export function triggerWords(rule: Rule): string {
  if (rule.kind === 'NRT') return 'any result';
  const words = { GreaterThan: 'more than', LessThan: 'fewer than', Equal: 'exactly', NotEqual: 'other than' } as const;
  return `${words[rule.triggerOperator]} ${rule.triggerThreshold} result${rule.triggerThreshold === 1 ? '' : 's'}`;
}
