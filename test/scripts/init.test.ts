import { join } from 'node:path';
import { projectFiles } from '../../scripts/init/project-files';
import { parseWorkflows } from '../workflows/evaluate';

const ROOT = join(__dirname, '..', '..');
const ACTION = 'contoso/sentinel-rules@0123456789012345678901234567890123456789';
const files = projectFiles(ROOT, { repository: 'contoso/detections', action: ACTION });
const workflows = files.filter(({ path }) => path.startsWith('.github/workflows/'));

test('workflows run the action at its commit, and are workflows', () => {
  expect(workflows.map(({ path }) => path)).toEqual(
    ['deploy', 'drift', 'pr', 'report'].map((name) => `.github/workflows/${name}.yml`),
  );
  for (const { text } of workflows) {
    expect(text).toContain(`uses: ${ACTION}\n`);
    expect(text).not.toContain('uses: ./\n');
  }
  const errors = parseWorkflows(Object.fromEntries(workflows.map(({ path, text }) => [path, text])));
  expect(Object.values(errors).flat()).toEqual([]);
});

test('nothing is left to fill in but what people have to know themselves', () => {
  for (const { path, text } of files)
    expect([path, text]).toEqual([path, expect.not.stringMatching(/OWNER|REPOSITORY/)]);
});

test('settings of editors are JSON, and find the schemas where a project has them', () => {
  for (const { path, text } of files.filter(({ path: each }) => /\.(?:json|code-snippets)$/.test(each))) {
    expect([path, typeof JSON.parse(text)]).toEqual([path, 'object']);
  }
  const settings = files.find(({ path }) => path === '.vscode/settings.json')?.text ?? '';
  expect(settings).toContain('"./node_modules/sentinel-rules/schemas/rule.schema.json"');
});

describe('the identities of the workflows', () => {
  interface Template {
    readonly parameters: Readonly<Record<string, { readonly defaultValue?: string }>>;
    readonly variables: Readonly<Record<string, string | readonly string[]>>;
    readonly resources: readonly {
      readonly type: string;
      readonly name: string;
      readonly scope?: string;
      readonly properties?: Readonly<Record<string, string>>;
      readonly dependsOn?: readonly string[];
    }[];
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  }
  const text = files.find(({ path }) => path === '.github/identities.json')?.text ?? '';
  const template = JSON.parse(text) as Template;

  /** The few functions of template expressions whose result is known before a deployment. */
  function value(expression: string): string {
    const inner = /^\[(.*)\]$/.exec(expression)?.[1];
    if (inner === undefined) return expression;
    const call = /^(\w+)\((.*)\)$/.exec(inner);
    if (call === null) return /^'(.*)'$/.exec(inner)?.[1] ?? inner;
    const args = (call[2] ?? '').split(/,\s*(?![^(]*\))/).filter((each) => each !== '');
    const given = args.map((each) => value(`[${each}]`));
    const [first = ''] = given;
    switch (call[1] ?? '') {
      case 'parameters':
        return value(template.parameters[first]?.defaultValue ?? `<${first}>`);
      case 'variables':
        return value(String(template.variables[first]));
      case 'format':
        return first.replaceAll(/\{(\d)\}/g, (_, at: string) => given[Number(at) + 1] ?? '');
      case 'resourceId':
        return given.join('/');
      default:
        return inner;
    }
  }

  test('runs of the repository sign in, of a pull request and of main to read, let in by the environment to write', () => {
    const credentials = template.resources.filter(({ type }) => type.endsWith('/federatedIdentityCredentials'));
    expect(credentials.map(({ name, properties }) => [value(name), value(properties?.['subject'] ?? '')])).toEqual([
      ['sentinel-rules-plan/pull-request', 'repo:contoso/detections:pull_request'],
      ['sentinel-rules-plan/branch', 'repo:contoso/detections:ref:refs/heads/main'],
      ['sentinel-rules-deploy/environment', 'repo:contoso/detections:environment:sentinel-production'],
    ]);
  });

  test('each has one role, on the workspace alone', () => {
    const roles = template.resources.filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments');
    expect(
      roles.map(({ scope, properties }) => [
        value(scope ?? ''),
        /variables\('(\w+)'\)\)\]$/.exec(properties?.['roleDefinitionId'] ?? '')?.[1],
        /variables\('(\w+)'\)/.exec(properties?.['principalId'] ?? '')?.[1],
      ]),
    ).toEqual([
      ['Microsoft.OperationalInsights/workspaces/<workspace>', 'reader', 'planId'],
      ['Microsoft.OperationalInsights/workspaces/<workspace>', 'contributor', 'deployId'],
    ]);
  });

  test('nothing depends on what is not there, and all that is named is', () => {
    const ids = template.resources.map(({ type, name }) => `${type}/${value(name)}`);
    for (const { dependsOn = [] } of template.resources)
      for (const each of dependsOn) expect(ids).toContain(value(each));
    for (const [, kind = '', name = ''] of text.matchAll(/(parameters|variables)\('(\w+)'\)/g)) {
      expect(Object.keys(kind === 'variables' ? template.variables : template.parameters)).toContain(name);
    }
    expect(Object.keys(template.outputs)).toEqual([
      'AZURE_TENANT_ID',
      'SENTINEL_PLAN_CLIENT_ID',
      'SENTINEL_DEPLOY_CLIENT_ID',
    ]);
  });
});
