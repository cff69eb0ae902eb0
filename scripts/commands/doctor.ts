import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { probeEtags } from '../../deploy';
import { sealEntry } from '../../src/ledger';
import { inertJson, inertLine } from '../../src/state';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { actorOf } from '../deployment/actor';
import type { Job, JobResult } from '../deployment/each-target';
import { overTargets } from '../deployment/over-targets';
import { sharedOf, withTarget } from '../deployment/plan-project';
import type { Shared } from '../deployment/plan-project';
import { projectRules } from '../deployment/project-rules';
import { SIGNERS_FILE } from '../approvals/signers-at';
import { readSource } from '../files/read-source';
import { lookAtMachine } from '../doctor/machine';
import { lookAtRepository } from '../doctor/repository';
import type { Use } from '../doctor/roles';
import { ill } from '../doctor/symptom';
import type { Symptom } from '../doctor/symptom';
import { symptomWords } from '../doctor/words';
import { lookAtWorkspace } from '../doctor/workspace';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { gitHubClient } from '../github/client';
import { openLedger } from '../ledger/open-ledger';
import { keptFolder } from '../kept/kept-folder';
import { loadConfig } from '../targets/load-target';
import type { OpenTarget } from '../targets/open-target';
import type { Config } from '../targets/read-config';
import { selectionOptions, selectTargets } from '../targets/select-targets';
import type { Target } from '../targets/target';

const WORDS = {
  honoured: 'a write over a stale version is refused: updates need not look first',
  ignored: 'a write over a stale version is taken: updates look first, and an edit in the moment between is lost',
} as const;

export const doctor = defineCommand({
  name: 'doctor',
  options: {
    ...selectionOptions,
    github: { type: 'boolean', describe: 'look at the repository on GitHub too: environment, rulesets, variables' },
    environment: {
      type: 'string',
      describe: 'environment that asks for approval',
      default: 'sentinel-production',
    },
    for: {
      type: 'string',
      describe: 'what the identity in use is for: one that plans should not be able to write',
      choices: ['plan', 'deploy'],
    },
    format: { type: 'string', describe: 'how to tell', choices: ['terminal', 'json'], default: 'terminal' },
    probe: {
      type: 'boolean',
      describe: 'try on a disabled rule, deleted afterwards, whether stale versions are refused',
    },
  },
  examples: [
    ['doctor --target prod', 'whether machine, project and workspace are ready, and what to do if not'],
    ['doctor --target prod --for plan', 'whether the identity in use can read what plans need, and cannot write'],
    ['doctor --github', 'the repository on GitHub, with GITHUB_TOKEN and GITHUB_REPOSITORY'],
    ['doctor --target prod --probe', 'whether the workspace protects against edits at the same time'],
  ],
  async run({ probe, github, environment, format, for: use, ...selection }, io) {
    const config = loadConfig(io);
    const targets = selectTargets(config, selection);
    if (!probe) return examine(io, { config, targets, format, use, ...(github ? { environment } : {}) });
    const shared = sharedOf(io);
    const job: Job = async (target, own) => probed(own, target, shared);
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return (await job(target, io)).exit;
    return (await overTargets(io, { config, targets, format: 'terminal', list: 'reports', job })).exit;
  },
});

async function probed(io: Io, target: Target, shared: Shared): Promise<JobResult> {
  let words: string | undefined;
  const exit = await withTarget(
    io,
    target,
    async ({ workspace }) => {
      const { standing, store, problem } = await openLedger(io.cwd, target);
      if (problem !== undefined || standing.open !== undefined) {
        io.stderr(`nothing is tried out: ${problem ?? 'a deployment has not ended'}\n`);
        return problem === undefined ? EXIT.conflict : EXIT.guard;
      }
      const found = await probeEtags(workspace);
      if (found.etags === 'unproven') {
        io.stderr(`it could not be tried out: ${inertLine(found.message)}\n`);
        return EXIT.remote;
      }
      const record = { kind: 'probe', at: io.now().toISOString(), actor: actorOf(io.env), etags: found.etags } as const;
      const entry = sealEntry(record, { target: target.name, chain: 'deployments', last: standing.last });
      if ((await store.append(entry, new Map())) === 'moved') {
        io.stderr('a deployment began meanwhile: what was found is not written down\n');
        return EXIT.conflict;
      }
      io.stdout(`${inertLine(target.name)}: ${WORDS[found.etags]}\n`);
      words = found.etags;
      return EXIT.ok;
    },
    shared,
  );
  return { exit, ...(words === undefined ? {} : { words }) };
}

interface Examine {
  readonly config: Config;
  readonly targets: readonly Target[];
  readonly format: 'terminal' | 'json';
  readonly use: Use | undefined;
  /** Given where the repository on GitHub is looked at too. */
  readonly environment?: string;
}

interface Part {
  readonly title: string;
  readonly symptoms: readonly Symptom[];
}

/** Looks at everything that a deployment needs, and changes nothing. */
async function examine(io: Io, { config, targets, format, environment, use }: Examine): Promise<ExitCode> {
  const parts: Part[] = [
    { title: 'this machine and project', symptoms: await lookAtMachine(io.cwd, config, process.version) },
  ];
  const rules = existsSync(join(io.cwd, config.detections))
    ? projectRules({ root: io.cwd, config, now: io.now(), kept: keptFolder(io) })
    : undefined;
  const shared = sharedOf(io);
  const codes: ExitCode[] = [];
  for (const target of targets) {
    const look = async ({ workspace }: Pick<OpenTarget, 'workspace'>): Promise<ExitCode> => {
      parts.push({
        title: `target ${target.name}`,
        symptoms: await lookAtWorkspace(workspace, target, { rules, use }),
      });
      return EXIT.ok;
    };
    codes.push(await withTarget(io, target, look, shared));
  }
  if (environment !== undefined)
    parts.push({ title: 'repository on GitHub', symptoms: await onGitHub(io, environment) });
  io.stdout(
    format === 'json'
      ? `${inertJson({ parts })}\n`
      : parts.map(({ title, symptoms }) => symptomWords(title, symptoms)).join('\n'),
  );
  const bad = parts.some(({ symptoms }) => symptoms.some(({ state }) => state === 'bad'));
  return worstExitCode([...codes, bad ? EXIT.findings : EXIT.ok]);
}

async function onGitHub({ env, cwd }: Io, environment: string): Promise<readonly Symptom[]> {
  const [token, repository] = [env['GITHUB_TOKEN'] ?? env['GH_TOKEN'], env['GITHUB_REPOSITORY']];
  if (token === undefined || repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    const remedy = 'set GITHUB_TOKEN and GITHUB_REPOSITORY (organisation/repository); `gh auth token` prints one';
    return [ill('unknown', 'token', ['GITHUB_TOKEN and GITHUB_REPOSITORY are not both there', remedy])];
  }
  const client = gitHubClient({ url: env['GITHUB_API_URL'] ?? 'https://api.github.com', token });
  const source = readSource(join(cwd, SIGNERS_FILE), SIGNERS_FILE);
  return lookAtRepository(
    client,
    { repository },
    { environment, signers: 'failure' in source ? undefined : source.text },
  );
}
