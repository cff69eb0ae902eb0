import { isJsonArray, isJsonObject } from '../src/state';
import type { ArmClients } from './arm-client';
import { answered } from './calls';
import type { TimeLimit } from './calls';
import type { Limiter } from './limiter';
import { onePage } from './resource-operations';
import { parseWire } from './wire';

export interface TablesPlace {
  readonly clients: Pick<ArmClients, 'insights'>;
  readonly limiter: Limiter;
  readonly place: readonly [resourceGroup: string, workspace: string];
  readonly timeLimit: () => TimeLimit;
}

/**
 * Every table of a workspace with its plan, in one request: the service has no pages here (azure-rest-api-specs, Table.tsp,
 * read 2026-11-24).
 */
export async function readTables({
  clients,
  limiter,
  place,
  timeLimit,
}: TablesPlace): Promise<ReadonlyMap<string, string | undefined>> {
  const { tables } = await clients.insights();
  return limiter.run('read', async () => {
    const { text } = await answered((onResponse) =>
      onePage(tables.listByWorkspace(...place, { ...timeLimit(), onResponse }), undefined),
    );
    const body = parseWire(text);
    const list = isJsonObject(body) && isJsonArray(body['value']) ? body['value'] : [];
    return new Map(
      list.flatMap((table) => {
        const name = isJsonObject(table) ? table['name'] : undefined;
        const properties = isJsonObject(table) ? table['properties'] : undefined;
        const plan = isJsonObject(properties) ? properties['plan'] : undefined;
        return typeof name === 'string' ? [[name, typeof plan === 'string' ? plan : undefined] as const] : [];
      }),
    );
  });
}
