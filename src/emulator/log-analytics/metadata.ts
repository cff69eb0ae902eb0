import { answer } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import { holdingsOf } from '../holdings';
import type { WorkspaceState } from '../state/state';
import { SAMPLE_FUNCTIONS, SAMPLE_TABLES } from './samples';

/**
 * Tells which tables and functions a workspace has: the same sample in every one, and the functions that were saved in
 * it. [S] shape of the answer: Azure Monitor query API, "Metadata - Get" (read 2026-11-24).
 */
export function tellMetadata(customerId: string, workspace: WorkspaceState | undefined): Reply {
  const saved = workspace === undefined ? [] : holdingsOf(workspace).functions;
  return answer(200, {
    tables: SAMPLE_TABLES.map(({ columns, ...table }) => ({
      id: `t/${table.name}`,
      timespanColumn: 'TimeGenerated',
      ...table,
      columns: columns.map(({ name, type }) => ({ name, type })),
    })),
    functions: [
      ...SAMPLE_FUNCTIONS.map((each) => ({ id: `f/${each.name}`, ...each })),
      ...saved.map(({ name, parameters, body = '' }) => ({
        id: `f/${name}`,
        name,
        parameters: parameters.slice(1, -1),
        body,
      })),
    ],
    workspaces: [{ id: customerId, name: 'emulated', region: 'westeurope' }],
  });
}
