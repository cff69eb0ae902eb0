import { portalNotes } from '../../../scripts/deployment/portal-notes';
import { catalogOf } from '../../../src/kql';
import { dependenciesOf, loadRuleFile, loadTuning } from '../../../src/rules';
import { exampleFile } from '../../rules/example-file';

const column = { name: 'User', type: 'string' as const };
const CATALOG = catalogOf({
  tables: ['SigninLogs', 'DeviceProcessEvents', 'EmailEvents'].map((name) => ({ name, columns: [column] })),
  watchlists: [{ alias: 'vip', columns: [column] }],
});

function notes(keys: string, tuning?: string): readonly string[] {
  const { loaded } = loadRuleFile({ path: 'rule.yaml', text: exampleFile(keys) });
  if (loaded === undefined) throw new Error('no rule');
  const text = `rule: ${loaded.rule.id}\nreason: Agreed\n${tuning ?? ''}\n`;
  const tuned = tuning === undefined ? {} : { tuning: loadTuning({ path: 'tuning.yaml', text }).tuning };
  return portalNotes([{ loaded, ...tuned, needs: dependenciesOf(loaded.rule.query, CATALOG) }]).map(
    ({ code, severity, source, span }) =>
      `${severity} ${code} ${source.path} ${source.text.slice(span.start, span.end)}`,
  );
}

const incidents = (create: boolean, reopen: boolean): string =>
  `incidentConfiguration:\n  createIncident: ${create}\n  groupingConfiguration:\n    enabled: ${reopen}\n    reopenClosedIncident: ${reopen}\n    lookbackDuration: 5h\n    matchingMethod: AllEntities`;

test.each<[keys: string, tuning: string | undefined, ...expected: string[]]>([
  ['query: SigninLogs', undefined],
  [
    `query: SigninLogs\n${incidents(true, true)}`,
    undefined,
    'warning portal-incident-grouping rule.yaml true',
    'warning portal-reopen-incidents rule.yaml true',
  ],
  [`query: SigninLogs\n${incidents(false, false)}`, undefined, 'warning portal-no-incident rule.yaml false'],
  [`query: SigninLogs\n${incidents(false, false)}`, 'createIncident: true'],
  ['query: SigninLogs', 'createIncident: false', 'warning portal-no-incident tuning.yaml false'],
  ['query: DeviceProcessEvents | join EmailEvents on User', undefined, 'info portal-custom-detection rule.yaml query'],
  ['query: DeviceProcessEvents | join SigninLogs on User', undefined],
  ['query: DeviceProcessEvents | where User in (_GetWatchlist("vip"))', undefined],
  ['query: union Device*', undefined],
])('%j tuned by %j', (keys, tuning, ...expected) => {
  expect(notes(keys, tuning)).toEqual(expected);
});
