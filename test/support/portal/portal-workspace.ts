import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../../src/yaml';
import { startFleet } from '../fleet';
import type { Fleet, FleetWorkspace } from '../fleet';
import { contentHubMark } from './portal-rule';
import { DETECTIONS, portalRules } from './portal-rules';

/** A workspace that people have worked in, served over HTTP. */
export interface Portal {
  readonly fleet: Fleet;
  readonly workspace: FleetWorkspace;
}

/**
 * A workspace with so many rules, what the Content Hub says of some of them, the watchlists and functions that they read, and
 * one of the two tables of its own that they read: rules over the other one are left from a system that is gone.
 */
export async function startPortal(count: number): Promise<Portal> {
  const rules = portalRules(count);
  const seed = { rules: Object.fromEntries(rules.map(({ id, body }) => [id, body])) };
  const fleet = await startFleet({ seed });
  const [workspace] = fleet.workspaces;
  if (workspace === undefined) throw new Error('a fleet has a workspace');
  for (const rule of rules) {
    const mark = contentHubMark(rule, `${workspace.path}${INSIGHTS}/alertRules/${rule.id}`);
    if (mark !== undefined) await workspace.putMetadata(`analyticsrule-${rule.id}`, mark, 'content hub');
  }
  await fill(workspace);
  return { fleet, workspace };
}

const INSIGHTS = '/providers/Microsoft.SecurityInsights';
const VERSION = '?api-version=2025-07-01-preview';
const LOGS_VERSION = '?api-version=2020-08-01';

async function fill(workspace: FleetWorkspace): Promise<void> {
  for (const { alias, name, itemsSearchKey } of files('_watchlists') as readonly WatchlistFile[]) {
    const rawContent = readFileSync(join(DETECTIONS, '_watchlists', `${alias}.csv`), 'utf8');
    const properties = { displayName: name, provider: 'Contoso', itemsSearchKey, contentType: 'text/csv', rawContent };
    await workspace.act('PUT', `${INSIGHTS.slice(1)}/watchlists/${alias}${VERSION}`, { properties });
  }
  for (const { name, parameters = [], query } of files('_functions') as readonly FunctionFile[]) {
    const functionParameters = parameters.map((each) => `${each.name}:${each.type}${valueOf(each)}`).join(', ');
    const properties = {
      category: 'SOC',
      displayName: name,
      query,
      functionAlias: name,
      ...(functionParameters === '' ? {} : { functionParameters }),
    };
    await workspace.act('PUT', `savedSearches/${name}${LOGS_VERSION}`, { properties });
  }
  const columns = ['Transaction_s', 'Client_s', 'User_s'].map((name) => ({ name, type: 'string' }));
  const table = { name: 'ContosoErp_CL', columns: [{ name: 'TimeGenerated', type: 'datetime' }, ...columns] };
  await workspace.act('PUT', `tables/ContosoErp_CL?api-version=2022-10-01`, {
    properties: { plan: 'Analytics', schema: table },
  });
}

interface WatchlistFile {
  readonly alias: string;
  readonly name: string;
  readonly itemsSearchKey: string;
}

interface FunctionFile {
  readonly name: string;
  readonly parameters?: readonly Parameter[];
  readonly query: string;
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default?: string;
}

const valueOf = ({ default: value }: Parameter): string => (value === undefined ? '' : `=${value}`);

function files(folder: string): readonly unknown[] {
  const names = readdirSync(join(DETECTIONS, folder)).filter((name) => name.endsWith('.yaml'));
  return names.map(
    (path) => parseYaml({ path, text: readFileSync(join(DETECTIONS, folder, path), 'utf8') }).document?.value,
  );
}
