import { defineCommand, UsageError } from '../command';
import { dutiesOfTarget } from '../audit/duties-of-target';
import { verifyTarget } from '../audit/verify-target';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['table', 'json', 'markdown'] as const;

export const audit = defineCommand({
  name: 'audit',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'table' },
    live: { type: 'boolean', describe: 'verify: ask the workspace too, and record what was seen' },
    'no-record': { type: 'boolean', describe: 'verify --live: look without writing an observation to the ledger' },
    trust: { type: 'strings', describe: 'verify: PEM file of the roots that vouch for attestations' },
    attestation: {
      type: 'strings',
      describe: 'verify: bundle that attests the head of the ledger, kept elsewhere than in it',
    },
  },
  positionals: {
    question: {
      describe: 'verify: is the ledger what was written? duties: who approved what was deployed?',
      required: true,
    },
  },
  examples: [
    ['audit verify --target prod', 'offline, from this clone: what holds, and what nothing could prove'],
    ['audit duties --target prod', 'each deployed change, and who wrote, pushed, started and approved it'],
    ['audit verify --target prod --live', 'against what the workspace says, too'],
  ],
  run({ question, target: name, format, live, 'no-record': silent, trust, attestation }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const request = { config, target, live, silent, trust, attestations: attestation, format };
    switch (question) {
      case 'verify':
        return verifyTarget(io, request);
      case 'duties':
        return dutiesOfTarget(io, request);
      default:
        throw new UsageError(`audit answers verify and duties; found ${JSON.stringify(question)}`);
    }
  },
});
