import type { DeploymentEntry, DeploymentRecord } from '../../src/ledger';
import { inertLine } from '../../src/state';

/** An entry of the chain of deployments in one line. Texts in it may come from files that others wrote. */
export function entryWords({ sequence, hash, record }: DeploymentEntry): string {
  const words = [String(sequence).padStart(4), record.at, hash.slice(0, 12), recordWords(record), whoWords(record)];
  return inertLine(words.join('  '));
}

function recordWords(record: DeploymentRecord): string {
  switch (record.kind) {
    case 'begin': {
      const what = record.restores === undefined ? 'begin' : `begin of a rollback to ${record.restores.slice(0, 12)}`;
      const commit = record.commit === null ? '' : `, commit ${record.commit.slice(0, 12)}`;
      const agreed = record.override === undefined ? '' : `, past its guards by ${record.override.approver}`;
      return `${what}: ${countWords(record.actions.map(({ action }) => action))}${commit}${agreed}`;
    }
    case 'end': {
      const told = record.recovered === true ? ', told from a fresh list' : '';
      return `end of ${record.begin.slice(0, 12)}, ${record.result}${told}: ${countWords(record.actions.map(({ outcome }) => outcome))}`;
    }
    case 'probe':
      return `probe: stale versions are ${record.etags === 'honoured' ? 'refused' : 'taken'}`;
    case 'erasure':
      return `erasure of ${record.bodies.length} bodies: ${record.reason}`;
    case 'ratification':
      return `ratification of ${record.subject.id}: ${record.reason}`;
  }
}

/** `2 create, 1 update`, in the order in which they first come. */
export function countWords(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ') || 'nothing';
}

function whoWords({ actor }: DeploymentRecord): string {
  return `by ${actor.run === undefined ? actor.name : `${actor.name} (${actor.run})`}`;
}
