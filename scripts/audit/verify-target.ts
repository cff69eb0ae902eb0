import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readAttestation, renderVerdict, renderVerdictMarkdown, verify } from '../../src/audit';
import type { Attested, Evidence, LiveWorkspace, Verdict } from '../../src/audit';
import { isObject, hashJson, parseJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import { bodyRefs, judgeChain } from '../../src/ledger';
import type { DeploymentEntry, LedgerStore } from '../../src/ledger';
import { anchoredHead, inertJson, resourceKey } from '../../src/state';
import { UsageError } from '../command';
import type { Io } from '../command';
import { observe } from '../deployment/observe';
import { withTarget } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { commitStates } from '../git/commit-states';
import { ledgerStore } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { clonedLedger } from './read-chains';
import { recompile } from './recompile';

export interface VerifyRequest {
  readonly config: Config;
  readonly target: Target;
  readonly live: boolean | undefined;
  readonly silent: boolean | undefined;
  /** PEM files of roots that vouch for attestations. */
  readonly trust: readonly string[];
  /** Bundles that are kept elsewhere than in the ledger. */
  readonly attestations: readonly string[];
  readonly format: 'table' | 'json' | 'markdown';
}

/** Verifies a ledger from this clone, and against the workspace where that is asked for. */
export async function verifyTarget(io: Io, request: VerifyRequest): Promise<ExitCode> {
  const { config, target, live, silent } = request;
  if (live !== true) return told(io, request, await evidenceOf(io, request, clonedLedger(io.cwd, target)));
  return withTarget(io, target, async ({ workspace }) => {
    const reading = await readWorkspace({ root: io.cwd, config, target, workspace });
    const { live: rules, metadata, owner, ledger, known } = reading;
    const evidence = await evidenceOf(io, request, ledgerStore(io.cwd, target));
    const seen: LiveWorkspace = { name: target.workspace, anchor: anchoredHead(metadata, owner), live: rules };
    const code = told(io, request, { ...evidence, workspace: seen });
    if (silent !== true && known.problem === undefined) {
      const owned = rules.filter((rule) => known.owned.has(resourceKey(rule)));
      await observe({ io, ledger, target: target.name, owned, listed: rules, source: 'verify' });
    }
    return code;
  });
}

function told(io: Io, { format }: VerifyRequest, evidence: Evidence): ExitCode {
  const verdict: Verdict = verify(evidence);
  io.stdout(
    format === 'json'
      ? `${inertJson(verdict)}\n`
      : format === 'table'
        ? renderVerdict(verdict, { color: io.color })
        : renderVerdictMarkdown(verdict),
  );
  return verdict.problems.length > 0 ? EXIT.findings : EXIT.ok;
}

/** All that this clone says of a ledger. */
export async function evidenceOf(
  io: Pick<Io, 'cwd' | 'now'>,
  request: VerifyRequest,
  store: LedgerStore,
): Promise<Evidence> {
  const { config, target } = request;
  const [deployments, observations] = await Promise.all([store.read('deployments'), store.read('observations')]);
  const read = judgeChain(deployments, { target: target.name, chain: 'deployments' });
  const seen = judgeChain(observations, { target: target.name, chain: 'observations' });
  const entries = read.entries.filter((entry): entry is DeploymentEntry => entry.record.kind !== 'observation');
  const commits = entries.flatMap(({ record }) =>
    record.kind === 'begin' && record.commit !== null ? [record.commit.replace(/-dirty$/, '')] : [],
  );
  const states = await commitStates(io.cwd, commits);
  return {
    target: target.name,
    now: io.now().toISOString(),
    texts: { deployments, observations },
    bodies: await keptBodies(
      store,
      [...read.entries, ...seen.entries].flatMap(({ record }) => bodyRefs(record).map(({ body }) => body)),
    ),
    ...(states === undefined ? {} : { commits: states }),
    recompiled: await recompile(entries, { root: io.cwd, config, target, now: io.now() }),
    attestations: await attestationsOf(io, request, store),
  };
}

/** Bodies by the hash under which they are kept; null for a text that is not what its hash says. */
async function keptBodies(
  store: LedgerStore,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, JsonObject | null>> {
  const found = new Map<string, JsonObject | null>();
  for (const hash of new Set(hashes)) {
    const text = await store.body(hash);
    if (text === undefined) continue;
    const value = parseJson(text);
    found.set(hash, isObject(value) && hashJson(value) === hash ? value : null);
  }
  return found;
}

async function attestationsOf(
  io: Pick<Io, 'cwd'>,
  { trust, attestations }: VerifyRequest,
  store: LedgerStore,
): Promise<readonly Attested[]> {
  const text = (path: string): string => {
    try {
      return readFileSync(resolve(io.cwd, path), 'utf8');
    } catch {
      throw new UsageError(`${path} cannot be read`);
    }
  };
  const roots = trust.flatMap(
    (path) => text(path).match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [],
  );
  const kept = await store.attestations();
  const given = attestations.map((path) => ({ path, text: text(path) }));
  return [...kept, ...given].map((one) => readAttestation(one, roots));
}
