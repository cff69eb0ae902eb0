import type { Diagnostic } from '../diagnostics';
import type { LoadedRule } from '../rules';
import type { TestSettings } from './settings';
import type { TestCase } from './test-file/model';
import type { CaseResult } from './test-result';

/** Whether a rule has as many cases that fire and that are silent as the project asks for. A failed case shows nothing. */
export function coverageFindings(
  { rule, document, path }: LoadedRule,
  cases: readonly { readonly testCase: TestCase; readonly result: CaseResult }[],
  settings: TestSettings,
): readonly Diagnostic[] {
  if (!settings.maturities.includes(rule.maturity)) return [];
  const passed = cases.filter(({ result }) => result.mismatches.length === 0);
  const firing = passed.filter(({ result }) => result.alerts.length > 0).length;
  const silent = passed.filter(({ testCase, result }) => result.alerts.length === 0 && isAboutSilence(testCase)).length;
  const missing = [
    ...(firing < settings.firing
      ? [`${settings.firing} that fire${settings.firing === 1 ? 's' : ''} (found ${firing})`]
      : []),
    ...(silent < settings.silent
      ? [`${settings.silent} that ${settings.silent === 1 ? 'is' : 'are'} silent (found ${silent})`]
      : []),
  ];
  if (missing.length === 0) return [];
  const file = path.replace(/\.ya?ml$/i, '.test.yaml');
  return [
    {
      code: 'test-coverage',
      severity: 'error',
      message: `${rule.maturity === 'experimental' ? 'an' : 'a'} ${rule.maturity} rule needs more cases that pass: at least ${missing.join(' and ')}`,
      help: `${cases.length === 0 ? 'write' : 'add them to'} ${file}, or set \`maturity: experimental\``,
      source: document.source,
      span: document.spanOf(['id'], 'key'),
    },
  ];
}

/** A case that only counts results says nothing about silence. */
function isAboutSilence({ expect }: TestCase): boolean {
  if (expect.outcome === 'silent' || expect.silentBecause.length > 0) return true;
  return expect.alerts === 0 || (Array.isArray(expect.alerts) && expect.alerts.length === 0);
}
