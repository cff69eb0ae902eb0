import type { ReportExclusion, ReportRule } from './report-data';

/** What a rule's tests amount to. */
export type TestStanding = 'passed' | 'failed' | 'untested' | 'not run';

export function testStanding({ tests }: ReportRule): TestStanding {
  switch (tests.kind) {
    case 'not run':
      return 'not run';
    case 'none':
      return 'untested';
    case 'cases':
      return tests.cases.every(({ passed }) => passed) ? 'passed' : 'failed';
  }
}

/** Days before its end in which an exclusion is told of. */
const SOON_DAYS = 30;

export type Expiry = 'expired' | 'soon' | 'later' | 'never';

export function expiryOf({ daysLeft }: ReportExclusion): Expiry {
  if (daysLeft === undefined) return 'never';
  if (daysLeft < 0) return 'expired';
  return daysLeft <= SOON_DAYS ? 'soon' : 'later';
}

/** `3 rules`, `1 rule`. */
export function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
