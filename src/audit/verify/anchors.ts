import type { ChainName } from '../../ledger';
import type { Chains } from '../as-of';
import type { Problem } from './problem';
import type { Evidence } from './evidence';

/** Something outside of a ledger that says where it stood. */
export interface Anchor {
  readonly name: string;
  /** The hash it names, if it names one. */
  readonly names: string | undefined;
  /** Where that is in the ledger. */
  readonly entry: string | undefined;
  /** Up to which entry each chain cannot have been rewritten; 0 for not at all. */
  readonly covers: Readonly<Record<ChainName, number>>;
  /** Who could have made it say something else. */
  readonly forgers: string;
  readonly problem?: string;
}

const NOTHING = { deployments: 0, observations: 0 } as const;

export function anchorsOf(chains: Chains, { workspace, attestations = [] }: Evidence): readonly Anchor[] {
  const found: Anchor[] = [];
  if (workspace !== undefined) {
    const name = `the metadata of workspace ${workspace.name}`;
    const forgers = 'whoever may write metadata there: Microsoft Sentinel Contributor, or more, on the resource group';
    const { anchor: names } = workspace;
    const base = { name, names, forgers };
    const begin = chains.deployments.findLast(({ record }) => record.kind === 'begin');
    if (names === undefined) {
      const problem = begin === undefined ? {} : { problem: 'it names no entry, and the ledger holds deployments' };
      found.push({ ...base, entry: undefined, covers: NOTHING, ...problem });
    } else {
      const place = placeOf(chains, names);
      const problem =
        place === undefined
          ? `it names ${names.slice(0, 12)}, which the ledger does not hold: its end was cut off, or it was rewritten`
          : begin !== undefined && begin.hash !== names && !neverAnchored(chains, begin.hash)
            ? `it names deployments ${place.sequence}, and the ledger holds a later deployment, ${begin.sequence}, that the workspace never heard of`
            : undefined;
      found.push({ ...base, ...coverOf(chains, [names]), ...(problem === undefined ? {} : { problem }) });
    }
  }
  for (const { path, digests, signer, problem } of attestations) {
    const name = `the attestation ${path}`;
    const forgers = `whoever can run ${signer}, or change what it runs`;
    const base = { name, names: digests[0], forgers };
    const unknown = digests.find((digest) => placeOf(chains, digest) === undefined);
    if (problem !== undefined) found.push({ ...base, entry: undefined, covers: NOTHING, problem });
    else if (unknown !== undefined) {
      const words = `it names ${unknown.slice(0, 12)}, which the ledger does not hold: its end was cut off, or it was rewritten`;
      found.push({ ...base, entry: undefined, covers: NOTHING, problem: words });
    } else found.push({ ...base, ...coverOf(chains, digests) });
  }
  return found;
}

export function anchorProblems(anchors: readonly Anchor[]): readonly Problem[] {
  return anchors.flatMap(({ name, problem }) =>
    problem === undefined ? [] : [{ kind: 'anchor', where: name, message: problem }],
  );
}

interface Place {
  readonly chain: ChainName;
  readonly sequence: number;
}

function placeOf({ deployments, observations }: Chains, hash: string): Place | undefined {
  return [...deployments, ...observations].find((entry) => entry.hash === hash);
}

/** A deployment that says itself that it could not anchor its beginning: none of its writes was sent. */
function neverAnchored({ deployments }: Chains, begin: string): boolean {
  const end = deployments.find(({ record }) => record.kind === 'end' && record.begin === begin)?.record;
  return end?.kind === 'end' && end.actions.every(({ outcome }) => outcome !== 'applied');
}

/** Each entry holds the hash of the one before, and a deployment's beginning that of the last observation. */
function coverOf(chains: Chains, hashes: readonly string[]): Pick<Anchor, 'entry' | 'covers'> {
  const covers = { deployments: 0, observations: 0 };
  for (const hash of hashes) {
    const place = placeOf(chains, hash);
    if (place !== undefined) covers[place.chain] = Math.max(covers[place.chain], place.sequence);
  }
  const seen = new Map(chains.observations.map((entry) => [entry.hash, entry.sequence]));
  for (const { record, sequence } of chains.deployments) {
    if (sequence > covers.deployments || record.kind !== 'begin' || record.observed === undefined) continue;
    covers.observations = Math.max(covers.observations, seen.get(record.observed) ?? 0);
  }
  const entry = `deployments ${covers.deployments}, observations ${covers.observations}`;
  return { entry, covers };
}
