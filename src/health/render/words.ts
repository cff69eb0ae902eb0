import type { FindingKind, HealthReport } from '../report';
import { spanWords } from '../span-words';

export const KIND_WORDS: Readonly<Record<FindingKind, string>> = {
  unknown: 'Not known',
  'auto-disabled': 'Switched off by the service',
  lost: 'Time that nobody looked at',
  failing: 'Failing',
  silent: 'Silent',
  delayed: 'Delayed',
  partly: 'Alerts that are not whole',
};

/** `prod, last 24 hours: 40 rules, 38 enabled, 2 findings.` */
export function totals({ target, windowSeconds, rules, findings }: HealthReport): string {
  const enabled = rules.filter((rule) => rule.enabled).length;
  const found = findings.length === 0 ? 'no findings' : plural(findings.length, 'finding');
  return `${target}, last ${spanWords(windowSeconds)}: ${plural(rules.length, 'rule')}, ${enabled} enabled, ${found}.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
