import { loadRuleFile } from '../../src/rules';
import { exampleFile } from './example-file';

const load = (fragment: string) => loadRuleFile({ path: 'detections/a.yaml', text: exampleFile(fragment) });

describe('a rule in one form', () => {
  test.each<[string, string, object]>([
    [
      'durations are seconds',
      'queryFrequency: PT90M\nqueryPeriod: 1.02:00:00',
      { queryFrequencySeconds: 5400, queryPeriodSeconds: 93_600 },
    ],
    ['ids are lower case', 'id: 3F2B7C1E-9D4A-4F6B-8A21-5C0E7D9B1F34', { id: '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34' }],
    ["the operator is the API's", 'triggerOperator: ne', { triggerOperator: 'NotEqual' }],
    [
      'sub-techniques bring their technique',
      'relevantTechniques: [T1110.003, T1110]\ntechniques: [T1003.001]',
      { techniques: ['T1110', 'T1003'], subTechniques: ['T1110.003', 'T1003.001'] },
    ],
    [
      'nulls and empty lists are absent',
      'tactics:\nentityMappings: []\ncustomDetails: null\nalertDetailsOverride: { alertTacticsColumnName: "", alertDynamicProperties: [] }',
      { tactics: [], entityMappings: [], customDetails: {} },
    ],
    [
      'defaults',
      'description:',
      {
        description: '',
        enabled: true,
        maturity: 'production',
        suppressionEnabled: false,
        suppressionSeconds: 18_000,
        parameters: {},
        exclusions: [],
      },
    ],
    [
      'quotes around a description are off',
      "description: |\n  'Finds it.\n  Twice.'",
      { description: 'Finds it.\nTwice.' },
    ],
    [
      'the template under its API name',
      'alertRuleTemplateName: 3F2B7C1E-9D4A-4F6B-8A21-5C0E7D9B1F34\ntemplateVersion: 1.2.3',
      { template: { id: '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34', version: '1.2.3' } },
    ],
    [
      'grouping durations are ISO',
      'incidentConfiguration: { createIncident: true, groupingConfiguration: { enabled: true, reopenClosedIncident: false, lookbackDuration: 36h, matchingMethod: AnyAlert, groupByEntities: null } }',
      {
        incidentConfiguration: {
          createIncident: true,
          groupingConfiguration: {
            enabled: true,
            reopenClosedIncident: false,
            lookbackDuration: 'P1DT12H',
            matchingMethod: 'AnyAlert',
          },
        },
      },
    ],
  ])('%s', (_name, fragment, expected) => {
    const { loaded, diagnostics } = load(fragment);
    expect(diagnostics).toEqual([]);
    expect(loaded?.rule).toMatchObject(expected);
  });

  test('an empty override is none', () => {
    expect(load('alertDetailsOverride: { alertTacticsColumnName: "" }').loaded?.rule).not.toHaveProperty(
      'alertDetailsOverride',
    );
  });

  test('an NRT rule has no schedule', () => {
    const { loaded } = load('kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:');
    expect(Object.keys(loaded?.rule ?? {}).filter((key) => /query\w+Seconds|trigger/.test(key))).toEqual([]);
  });

  test('the query leads back to its line', () => {
    const { loaded } = load('');
    const text = loaded?.document.source.text ?? '';
    const offset = loaded?.query.toHost(loaded.query.text.indexOf('ResultType')) ?? 0;
    expect(text.slice(offset)).toMatch(/^ResultType/);
  });
});

describe('one mistake does not hide another', () => {
  test.each<[string, readonly string[]]>([
    ['severity: Critical\nqueryFrequency: 1 hour', ['unknown-value', 'wrong-format']],
    ['name: {{ name }}', ['yaml-key']],
    ['tactics: *none', ['yaml-anchor']],
    ['description: |\nText\nversion: 1', ['wrong-type', 'yaml-syntax']],
  ])('%j', (fragment, codes) => {
    const { loaded, diagnostics } = load(fragment);
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    expect(loaded).toBeUndefined();
  });
});
