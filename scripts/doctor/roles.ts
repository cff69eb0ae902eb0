import { permits } from '../../deploy';
import type { Permission } from '../../deploy';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

/** What the identity in use is for. */
export type Use = 'plan' | 'deploy';

/** What planning and deploying touch, and the least built-in role that lets somebody write it (Microsoft Learn, built-in roles). */
const TOUCHED = [
  { what: 'rules', operation: 'Microsoft.SecurityInsights/alertRules', writer: 'Microsoft Sentinel Contributor' },
  { what: 'marks', operation: 'Microsoft.SecurityInsights/metadata', writer: 'Microsoft Sentinel Contributor' },
  { what: 'watchlists', operation: 'Microsoft.SecurityInsights/watchlists', writer: 'Microsoft Sentinel Contributor' },
  {
    what: 'functions',
    operation: 'Microsoft.OperationalInsights/workspaces/savedSearches',
    writer: 'Log Analytics Contributor',
  },
] as const;

/** What the roles of the identity in use let it do with each thing that a deployment touches. Nothing is written to find out. */
export function roleSymptom(permissions: readonly Permission[] | undefined, use: Use | undefined): Symptom {
  if (permissions === undefined)
    return ill('unknown', 'roles', [
      'the service does not say what the roles in use allow',
      'whether rules may be written, a write tells: --probe',
    ]);
  const may = (verb: 'read' | 'write' | 'delete') =>
    TOUCHED.filter(({ operation }) => permits(permissions, `${operation}/${verb}`));
  const lacking = (able: readonly { readonly what: string }[]) => TOUCHED.filter((one) => !able.includes(one));
  const [readable, writable, deletable] = [may('read'), may('write'), may('delete')];
  const unread = lacking(readable);
  if (unread.length > 0)
    return ill('bad', 'roles', [
      `${words(unread)} cannot be read`,
      unread.some(({ what }) => what !== 'functions')
        ? 'give Microsoft Sentinel Reader on the workspace'
        : 'give Log Analytics Reader on the workspace',
    ]);
  const whole = writable.filter((one) => deletable.includes(one));
  const either = TOUCHED.filter((one) => writable.includes(one) || deletable.includes(one));
  if (use === 'plan')
    return either.length === 0
      ? good('roles', 'all can be read and nothing written, as an identity that plans should')
      : ill('warning', 'roles', [
          `${words(either)} could be written by an identity that only plans`,
          'leave it Microsoft Sentinel Reader alone: then nothing that runs in a pull request can write',
        ]);
  const missing = lacking(whole);
  if (missing.length === 0) return good('roles', 'rules, marks, watchlists and functions can be read and written');
  const roles = [...new Set(missing.map(({ writer }) => writer))].join(' and ');
  if (use === undefined)
    return good(
      'roles',
      whole.length === 0
        ? 'all can be read and nothing written: enough to plan'
        : `all can be read; ${words(whole)} can be written, ${words(missing)} cannot (${roles})`,
    );
  const needed = missing.some(({ what }) => what === 'rules' || what === 'marks');
  return ill(needed ? 'bad' : 'warning', 'roles', [
    `${words(missing)} cannot be written or deleted`,
    `give ${roles} on the workspace`,
  ]);
}

function words(touched: readonly { readonly what: string }[]): string {
  const names = touched.map(({ what }) => what);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
