import { WorkspaceFailure } from '../../deploy';
import type { Workspace } from '../../deploy';
import type { Knowledge, Offered, OfferedTables } from '../../src/rules';
import type { DesiredResource, Resource } from '../../src/state';
import { readInventory } from '../targets/inventory';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

export interface OfferedRequest {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  readonly target: Target;
  readonly workspace: Pick<Workspace, 'tables'>;
  readonly catalog: Knowledge;
  readonly desired: readonly DesiredResource[];
  /** Of watchlists and functions all that the workspace has, where something of them is needed. */
  readonly live: readonly Resource[];
  /** Told why something could not be read. */
  warn(words: string): void;
}

/** What a target's rules may rest on: what is there, and what is deployed before them. Tables take one request. */
export async function offeredBy(request: OfferedRequest): Promise<Offered> {
  const { target, catalog, desired, live } = request;
  const tables = await tablesOf(request);
  const all = [...desired, ...live];
  const functions = new Set(all.flatMap((one) => (one.type === 'function' ? [aliasOf(one)] : [])));
  // an emulated workspace has what solutions and other teams install: nobody could install it there
  const assumed = (name: string): boolean => {
    const known = target.kind === 'emulator' ? catalog.function(name) : undefined;
    return known !== undefined && known.deployed !== true;
  };
  return {
    functions: { has: (name) => functions.has(name) || assumed(name) },
    watchlists: new Set(all.flatMap((one) => (one.type === 'watchlist' ? [one.id.toLowerCase()] : []))),
    ...(tables === undefined ? {} : { tables }),
  };
}

async function tablesOf(request: OfferedRequest): Promise<OfferedTables | undefined> {
  const { target, workspace, catalog, root, config, warn } = request;
  // one in this process is as this project says
  if (target.kind === 'emulator' && target.endpoint === undefined) return writtenDown(request) ?? knownTables(catalog);
  try {
    const told = await workspace.tables();
    return target.kind === 'azure' ? told : both(told, writtenDown(request) ?? knownTables(catalog));
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    const { tables } = readInventory(root, config, target.name);
    const instead = tables === undefined ? 'are not checked' : 'are taken to be those that `schema pull` wrote down';
    warn(`the tables of ${target.name} could not be read (${error.message}): they ${instead}\n`);
    return writtenDown(request);
  }
}

/** What `schema pull` wrote of the target, without plans. */
function writtenDown({ root, config, target }: OfferedRequest): OfferedTables | undefined {
  const { tables } = readInventory(root, config, target.name);
  return tables === undefined ? undefined : new Map([...tables].map((name) => [name, undefined]));
}

/** An emulated workspace has every table that the project knows. */
function knownTables(catalog: Knowledge): OfferedTables {
  return {
    has: (name) => catalog.table(name) !== undefined,
    get: (name) => catalog.table(name)?.plan,
    keys: () => catalog.tableNames(),
  };
}

/** The first, and what only the second has. */
function both(first: OfferedTables, second: OfferedTables): OfferedTables {
  return {
    has: (name) => first.has(name) || second.has(name),
    get: (name) => (first.has(name) ? first.get(name) : second.get(name)),
    keys: () => new Set([...first.keys(), ...second.keys()]),
  };
}

/** A function is called by its alias; its id may be anything. */
function aliasOf({ id, body }: Pick<Resource, 'id' | 'body'>): string {
  const properties = body['properties'];
  const alias = (properties as { readonly functionAlias?: unknown } | undefined)?.functionAlias;
  return typeof alias === 'string' ? alias : id;
}
