import { inertJson } from '../../state';
import type { RuleHistory } from '../rule-history';

/** Histories for other programs. A body is told by its hash: `ledger` and `compile` know it by the same. */
export function historyJson(histories: readonly RuleHistory[]): string {
  const rules = histories.map(({ id, name, path, versions, unplaced }) => ({
    id,
    name,
    path,
    versions: versions.map(({ made, writers, combined, path: where, blob, reading, events, live }) => ({
      commit: made,
      ...(writers.length === 0 ? {} : { writers, combined }),
      path: where,
      blob,
      version: reading === null || reading.kind === 'unreadable' ? null : (reading.file['version'] ?? null),
      body: reading === null || reading.kind === 'unreadable' ? null : reading.hash,
      events,
      live,
    })),
    unplaced,
  }));
  return `${inertJson({ rules })}\n`;
}
