import { keyOf } from '../../src/ledger';
import { findDrift, inertJson, renderDrift, renderDriftMarkdown, resourceKey } from '../../src/state';
import type { Drift } from '../../src/state';
import { defineCommand } from '../command';
import type { Io } from '../command';
import type { Job, JobResult } from '../deployment/each-target';
import { observe } from '../deployment/observe';
import { overTargets } from '../deployment/over-targets';
import { sharedOf, withTarget } from '../deployment/plan-project';
import type { OnTarget, Shared } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import { EXIT } from '../exit-codes';
import { loadConfig } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import { selectionOptions, selectTargets } from '../targets/select-targets';
import type { Target } from '../targets/target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const drift = defineCommand({
  name: 'drift',
  options: {
    ...selectionOptions,
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'terminal' },
    'no-record': { type: 'boolean', describe: 'look without writing an observation to the ledger' },
  },
  examples: [
    ['drift --target prod', 'exit 10 if anything is not as we left it'],
    ['drift --all', 'every workspace; the exit code is the gravest'],
    ['drift --target prod --format markdown', 'the text of an issue'],
  ],
  async run({ format, 'no-record': silent, ...selection }, io) {
    const config = loadConfig(io);
    const targets = selectTargets(config, selection);
    const shared = sharedOf(io);
    const record = silent ? 'keep quiet' : 'record';
    const job: Job = async (target, own) => driftOf(own, { config, target, format, record, shared });
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return (await job(target, io)).exit;
    return (await overTargets(io, { config, targets, format, list: 'reports', job })).exit;
  },
});

interface DriftOf {
  readonly config: Config;
  readonly target: Target;
  readonly format: (typeof FORMATS)[number];
  readonly record: 'record' | 'keep quiet';
  readonly shared: Shared;
}

async function driftOf(io: Io, { config, target, format, record, shared }: DriftOf): Promise<JobResult> {
  let words: string | undefined;
  const look: OnTarget = async ({ workspace }) => {
    const reading = await readWorkspace({ root: io.cwd, config, target, workspace });
    const { live, metadata, known, owner, ledger } = reading;
    if (known.problem !== undefined) {
      io.stderr(`the ledger cannot be built upon: ${known.problem}\n`);
      return EXIT.guard;
    }
    const before = ledger.deployed === undefined ? undefined : new Set(ledger.deployed.record.resources.map(keyOf));
    const found = findDrift({ live, metadata, known, owner, before, portal: target.portal });
    if (record === 'record') {
      const owned = live.filter((rule) => known.owned.has(resourceKey(rule)));
      await observe({ io, ledger, target: target.name, owned, listed: live, source: 'drift' });
    }
    io.stdout(show(found, { format, io, target: target.name }));
    words = found.length === 0 ? 'as we left it' : `${found.length} not as we left it`;
    return found.length > 0 ? EXIT.differences : EXIT.ok;
  };
  const exit = await withTarget(io, target, look, shared);
  return { exit, ...(words === undefined ? {} : { words }) };
}

interface Show {
  readonly format: (typeof FORMATS)[number];
  readonly io: Io;
  readonly target: string;
}

function show(found: readonly Drift[], { format, io, target }: Show): string {
  switch (format) {
    case 'terminal':
      return renderDrift(found, { color: io.color, target });
    case 'json':
      return `${inertJson({ target, drift: found })}\n`;
    case 'markdown':
      return renderDriftMarkdown(found, target);
  }
}
