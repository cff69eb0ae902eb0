import { join } from 'node:path';
import { compileQuery, jsonRows, runQuery } from '../../src/kql';
import type { Plan, Table } from '../../src/kql';
import { openDataFolder } from '../../scripts/data/data-folder';
import { readCatalog } from '../../scripts/files/catalog';
import { localWorld } from '../../scripts/query/local-world';
import type { LocalWorld } from '../../scripts/query/local-world';
import type { Answer } from './answers';
import { NOW } from './shapes';

/** The engine over a folder of logs, as the command `query` has it: the shipped catalog, files read when first named. */
export class Offline {
  readonly #world: LocalWorld;

  constructor(folder: string) {
    const project = join(__dirname, '..', '..', '..');
    const { catalog } = readCatalog(project, { project: folder, detections: 'nowhere', schemas: [] });
    this.#world = localWorld({ catalog }, openDataFolder(folder));
  }

  load(name: string): Table {
    const table = this.#world.source.table(name);
    if (table === undefined) throw new Error(`${name} has no rows`);
    return table;
  }

  compile(kql: string): Plan {
    const compiled = compileQuery(kql, this.#world.catalog);
    if (!compiled.ok) throw new Error(`${compiled.error.message} in ${kql}`);
    return compiled.plan;
  }

  /** Runs a plan until every column of the result is there. */
  run(plan: Plan): Table {
    const result = runQuery(plan, { source: this.#world.source, now: new Date(NOW) });
    if (!result.ok) throw new Error(`${result.error.message} in ${plan.query}`);
    for (const slot of result.table.slots) slot.column();
    return result.table;
  }
}

export function offlineAnswer(table: Table): Answer {
  return { columns: table.schema.map(({ name }) => name), rows: jsonRows(table) };
}
