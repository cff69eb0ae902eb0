import { importFile, parameterValues } from '../../../src/import';

const properties = {
  displayName: "[parameters('name')]",
  description: 'x',
  enabled: "[parameters('enabled')]",
  severity: "[parameters('severity')]",
  query: 'SigninLogs',
  queryFrequency: 'PT1H',
  queryPeriod: 'PT1H',
  triggerOperator: 'GreaterThan',
  triggerThreshold: 0,
  suppressionEnabled: false,
  suppressionDuration: 'PT1H',
  tactics: "[parameters('tactics')]",
};

const resource = {
  type: 'Microsoft.SecurityInsights/alertRules',
  scope: "[format('Microsoft.OperationalInsights/workspaces/{0}', parameters('workspace'))]",
  name: '6d47add0-fa27-4a46-bdae-8707eb1115c1',
  kind: 'Scheduled',
  properties,
};

const parameters = {
  workspace: { type: 'string' },
  name: { type: 'string' },
  severity: { type: 'string', defaultValue: 'Low' },
  enabled: { type: 'bool', defaultValue: true },
  tactics: { type: 'array', defaultValue: [] },
};

const file = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
  parameters: {
    Name: { value: '[not an expression]' },
    severity: { value: 'High' },
    enabled: { value: false },
    tactics: { value: ['Impact'] },
    workspace: { reference: { keyVault: { id: 'x' }, secretName: 'y' } },
    unknown: { value: 1 },
  },
};

test.each([
  ['a list of resources', [resource]],
  ['named resources, as Bicep builds them', { rule: resource }],
])('values of a parameter file go before defaults, in %s', (_, resources) => {
  const text = JSON.stringify({ parameters, resources });
  const [result] = importFile({ path: 'a.json', text }, { parameters: parameterValues(file) });
  expect(result).toMatchObject({
    outcome: 'imported',
    id: '6d47add0-fa27-4a46-bdae-8707eb1115c1',
    name: '[not an expression]',
    lost: [],
  });
  expect(result).toMatchObject({
    text: expect.stringMatching(/enabled: false\n[\s\S]*severity: High\n[\s\S]*- Impact\n/),
  });
});

test('without them, what the template does not tell is said', () => {
  const [result] = importFile({ path: 'a.json', text: JSON.stringify({ parameters, resources: [resource] }) }, {});
  expect(result).toMatchObject({ outcome: 'left out', details: [expect.stringContaining("[parameters('name')]")] });
});

test.each([[null], [[]], [{}], [{ parameters: [] }], [{ parameters: { a: 1, b: {} } }]])(
  '%j holds no values',
  (value) => {
    expect(parameterValues(value)).toEqual({});
  },
);
