import { judgeChain } from '../../ledger';
import type { ChainName, DeploymentEntry, ObservationEntry } from '../../ledger';
import { anchorProblems, anchorsOf } from './anchors';
import type { Anchor } from './anchors';
import { bodyProblems } from './bodies';
import { clockProblems } from './clocks';
import { commitProblems, recompileProblems } from './commits';
import { crossProblems } from './cross';
import type { Evidence } from './evidence';
import { liveProblems } from './live';
import type { Problem } from './problem';
import { protocolProblems } from './protocol';
import { overrideProblems } from './overrides';

export interface Verdict {
  readonly target: string;
  readonly entries: Readonly<Record<ChainName, number>>;
  readonly problems: readonly Problem[];
  readonly anchors: readonly Anchor[];
  /** What holds, in words. */
  readonly proved: readonly string[];
  /** What nothing at hand could prove. */
  readonly unproved: readonly string[];
}

/** Holds a target's ledger against itself and against everything outside of it that is at hand. */
export function verify(evidence: Evidence): Verdict {
  const { target, texts } = evidence;
  const read = (chain: ChainName): ReturnType<typeof judgeChain> => judgeChain(texts[chain], { target, chain });
  const [first, second] = [read('deployments'), read('observations')];
  const deployments = first.entries.filter(isDeployment);
  const observations = second.entries.filter(isObservation);
  const chains = { deployments, observations };
  const chainProblems = (['deployments', 'observations'] as const).flatMap((chain) =>
    (chain === 'deployments' ? first : second).problems.map(({ kind, sequence, message }): Problem => ({
      kind,
      where: sequence === 0 ? chain : `${chain} ${sequence}`,
      message,
    })),
  );
  const bodies = bodyProblems(chains, evidence.bodies);
  const anchors = anchorsOf(chains, evidence);
  const problems = [
    ...chainProblems,
    ...protocolProblems(deployments),
    ...clockProblems(chains, evidence.now),
    ...bodies.problems,
    ...crossProblems(chains),
    ...overrideProblems(deployments),
    ...commitProblems(deployments, evidence.commits),
    ...recompileProblems(deployments, evidence.recompiled),
    ...anchorProblems(anchors),
    ...liveProblems(deployments, evidence.workspace),
  ];
  return {
    target,
    entries: { deployments: texts.deployments.length, observations: texts.observations.length },
    problems,
    anchors,
    ...summary({ evidence, chains, anchors, erased: bodies.erased, kept: bodies.kept }),
  };
}

function isDeployment(entry: { readonly record: { readonly kind: string } }): entry is DeploymentEntry {
  return entry.record.kind !== 'observation';
}

function isObservation(entry: { readonly record: { readonly kind: string } }): entry is ObservationEntry {
  return entry.record.kind === 'observation';
}

interface Summed {
  readonly evidence: Evidence;
  readonly chains: {
    readonly deployments: readonly DeploymentEntry[];
    readonly observations: readonly ObservationEntry[];
  };
  readonly anchors: readonly Anchor[];
  readonly erased: number;
  readonly kept: number;
}

function summary({ evidence, chains, anchors, erased, kept }: Summed): Pick<Verdict, 'proved' | 'unproved'> {
  const { commits, recompiled, workspace, attestations } = evidence;
  const begins = chains.deployments.filter(({ record }) => record.kind === 'begin');
  const same = begins.filter(({ hash }) => recompiled?.get(hash)?.kind === 'made').length;
  const holds = anchors.filter(({ entry }) => entry !== undefined);
  const covered = (chain: ChainName): number => Math.max(0, ...holds.map(({ covers }) => covers[chain]));
  const proved = [
    `each of the ${chains.deployments.length + chains.observations.length} entries follows the one before it`,
    `${kept} bodies are what their hashes say`,
    ...(erased === 0 ? [] : [`${erased} bodies were erased, and records say so`]),
    ...(same === 0 ? [] : [`${same} of ${begins.length} deployments were compiled again, by this build of the tool`]),
    ...holds.map(
      ({ name, covers }) =>
        `${name}: nothing before deployments ${covers.deployments} and observations ${covers.observations} was rewritten or cut off`,
    ),
  ];
  const open = (chain: ChainName): readonly string[] => {
    const total = chains[chain].length;
    if (covered(chain) >= total) return [];
    const which = covered(chain) === 0 ? `the whole chain of ${chain}` : `${chain} from ${covered(chain) + 1} on`;
    return [
      `${which}: no anchor outside names it, so whoever writes the ledger could have rewritten it or cut off its end`,
    ];
  };
  const unproved = [
    ...open('deployments'),
    ...open('observations'),
    ...(workspace === undefined ? ['the workspace was not asked (`--live`)'] : []),
    ...((attestations ?? []).length === 0 ? ['no attestation is kept or given'] : []),
    ...(commits === undefined ? ['the commits were not looked up: this is no clone of the rules'] : []),
    ...(same < begins.length
      ? [
          `${begins.length - same} of ${begins.length} deployments were not compiled again: another build of the tool, a rollback, or a commit that is not here`,
        ]
      : []),
  ];
  return { proved, unproved };
}
