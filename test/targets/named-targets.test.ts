import { loadRuleFile } from '../../src/rules';
import { namedTargets } from '../../src/targets';
import { exampleFile } from '../rules/example-file';

const TARGETS = [
  { name: 'contoso', workspace: 'law-contoso-01' },
  { name: 'prod', workspace: 'soc' },
];

function found(keys: string): readonly string[] {
  const { loaded } = loadRuleFile({ path: 'detections/a.yaml', text: exampleFile(keys) });
  if (loaded === undefined) throw new Error('no rule');
  return namedTargets([loaded], TARGETS).map(({ source, span }) => source.text.slice(span.start, span.end));
}

test.each<readonly [string, readonly string[]]>([
  ['description: Sign-ins that nobody expects.', []],
  ['description: Agreed with Contoso in March.', ['Contoso']],
  ['query: |\n  SigninLogs\n  | where UserPrincipalName endswith "@contoso.com"', ['contoso']],
  ['query: |\n  SigninLogs // not in law-contoso-01', ['law-contoso-01']],
  ['query: |\n  union SigninLogs, workspace("law-contoso-01").SigninLogs', []],
  ['targets:\n  except: [contoso]', []],
  ['description: Runs in prod, in the soc.', []],
  ['description: A contosoite.', []],
])('%j', (keys, expected) => {
  expect(found(keys)).toEqual(expected);
});
