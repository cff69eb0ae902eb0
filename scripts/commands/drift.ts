import { keyOf } from '../../src/ledger';
import { findDrift, inertJson, renderDrift, renderDriftMarkdown, resourceKey } from '../../src/state';
import type { Drift } from '../../src/state';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { observe } from '../deployment/observe';
import { withTarget } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const drift = defineCommand({
  name: 'drift',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'terminal' },
    'no-record': { type: 'boolean', describe: 'look without writing an observation to the ledger' },
  },
  examples: [
    ['drift --target prod', 'exit 10 if anything is not as we left it'],
    ['drift --target prod --format markdown', 'the text of an issue'],
  ],
  async run({ target: name, format, 'no-record': silent }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    return withTarget(io, target, async ({ workspace }) => {
      const reading = await readWorkspace({ root: io.cwd, config, target, workspace });
      const { live, metadata, known, owner, ledger } = reading;
      if (known.problem !== undefined) {
        io.stderr(`the ledger cannot be built upon: ${known.problem}\n`);
        return EXIT.guard;
      }
      const before = ledger.deployed === undefined ? undefined : new Set(ledger.deployed.record.resources.map(keyOf));
      const found = findDrift({ live, metadata, known, owner, before });
      if (!silent) {
        const owned = live.filter((rule) => known.owned.has(resourceKey(rule)));
        await observe({ io, ledger, target: target.name, owned, listed: live, source: 'drift' });
      }
      io.stdout(show(found, { format, io, target: target.name }));
      return found.length > 0 ? EXIT.differences : EXIT.ok;
    });
  },
});

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
