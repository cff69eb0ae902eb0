import { applyChange } from '../../src/emulator';
import { FUSION_TEMPLATE, fusion, scheduled } from './bodies';
import { pureClient, WORKSPACE } from './pure-client';

test('T1 T2 one template of each kind, and the count of its rules', () => {
  const client = pureClient();
  const templates = client.list('alertRuleTemplates').body.value;
  expect(templates.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
    'Fusion',
    'MLBehaviorAnalytics',
    'MicrosoftSecurityIncidentCreation',
    'NRT',
    'Scheduled',
    'ThreatIntelligence',
  ]);
  client.put('BuiltInFusion', fusion());
  client.put('rule', scheduled({ alertRuleTemplateName: 'e0000000-0000-4000-8000-000000000004' }));
  const count = (id: string): number =>
    client.send('GET', `alertRuleTemplates/${id}`).body.properties.alertRulesCreatedByTemplateCount as number;
  expect(count(FUSION_TEMPLATE.toUpperCase())).toBe(1);
  expect(count('e0000000-0000-4000-8000-000000000004')).toBe(1);
  expect(count('e0000000-0000-4000-8000-000000000005')).toBe(0);
  expect(client.send('GET', 'alertRuleTemplates/absent').status).toBe(404);
  expect(client.send('PUT', 'alertRuleTemplates/mine', { body: {} }).status).toBe(405);
});

test('T1 the Scheduled template makes a rule that the service accepts', () => {
  const client = pureClient();
  const { properties, name } = client.send('GET', 'alertRuleTemplates/e0000000-0000-4000-8000-000000000004').body;
  const { query, queryFrequency, queryPeriod, severity, tactics, techniques, version } = properties;
  const rule = scheduled({
    query,
    queryFrequency,
    queryPeriod,
    severity,
    tactics,
    techniques,
    alertRuleTemplateName: name,
    templateVersion: version,
  });
  expect(client.put('rule', rule).status).toBe(201);
});

test('T2 a workspace may be given more, and pages of them', () => {
  const client = pureClient({ settings: { pageSize: 4 } });
  const template = { name: 'mine', etag: '', kind: 'Scheduled', properties: { displayName: 'Mine', version: '1.0.0' } };
  const state = applyChange(client.state(), {
    type: 'put',
    revision: 1,
    workspace: WORKSPACE,
    collection: 'alertRuleTemplates',
    resource: template,
  });
  const filled = pureClient({ settings: { pageSize: 4 }, state });
  const first = filled.list('alertRuleTemplates').body;
  const second = filled.sendTo('GET', first.nextLink).body;
  expect([...first.value, ...second.value].map(({ name }: { name: string }) => name)).toContain('mine');
  expect(first.value.length + second.value.length).toBe(7);
});

test('T1 stable versions list the kinds that they know', () => {
  const kinds = pureClient()
    .list('alertRuleTemplates', { apiVersion: '2025-09-01' })
    .body.value.map(({ kind }: { kind: string }) => kind);
  expect(kinds.toSorted()).toEqual(['Fusion', 'MicrosoftSecurityIncidentCreation', 'Scheduled']);
});
