import { anchorIn, anchoredHead } from '../../src/state';
import type { Plan } from '../../src/state';
import { standingOf } from '../../src/ledger';
import type { Override } from '../../src/ledger';
import { lastKnown } from '../ledger/open-ledger';
import type { OpenLedger } from '../ledger/open-ledger';
import type { Begun } from './carry-out';
import type { WorkspaceReading } from './read-workspace';

export type BegunReading =
  | {
      readonly kind: 'begun';
      readonly begun: Begun;
      /** What was read, as it was before the `begin`: what the plan was made from. */
      readonly reading: WorkspaceReading;
      readonly override?: Override;
    }
  | { readonly kind: 'refused'; readonly problem: string };

/**
 * Finds the `begin` that another job recorded for exactly this plan, and that no run has taken up yet: the first thing that
 * a run writes is the head of the ledger in the workspace.
 */
export async function findBegun(reading: WorkspaceReading, plan: Plan): Promise<BegunReading> {
  const { ledger, metadata, owner, known } = reading;
  if (known.problem !== undefined) return refused(`the ledger cannot be built upon: ${known.problem}`);
  const { open, used } = ledger.standing;
  if (open === undefined) {
    return refused(
      used.has(plan.hash)
        ? 'it was carried out already'
        : 'the ledger has no `begin` of it: `ledger begin` records one',
    );
  }
  if (open.begin.plan !== plan.hash) {
    return refused(`the deployment that is open is of another plan, ${open.begin.plan.slice(0, 12)}`);
  }
  if (anchoredHead(metadata, owner) === open.hash) {
    return refused('another run has carried it out, or is about to: `ledger end` tells what became of it');
  }
  const index = ledger.entries.findIndex(({ hash }) => hash === open.hash);
  const entry = ledger.entries[index];
  if (entry === undefined) throw new Error('an open deployment has its entry');
  const before: OpenLedger = withEntries(ledger, index);
  const { override } = open.begin;
  return {
    kind: 'begun',
    begun: { entry, anchor: anchorIn(metadata, owner) },
    reading: { ...reading, ledger: before, known: await lastKnown(before, reading.live) },
    ...(override === undefined ? {} : { override }),
  };
}

/** A ledger as it was when it had so many deployments. */
function withEntries(ledger: OpenLedger, count: number): OpenLedger {
  const entries = ledger.entries.slice(0, count);
  return { ...ledger, entries, standing: standingOf(entries) };
}

function refused(problem: string): BegunReading {
  return { kind: 'refused', problem };
}
