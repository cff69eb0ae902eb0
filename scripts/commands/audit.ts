import { defineCommand, UsageError } from '../command';
import { dutiesOfTarget } from '../audit/duties-of-target';
import { eraseBodies } from '../audit/erase-bodies';
import { reconcileLog } from '../audit/reconcile-log';
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
    log: { type: 'string', describe: 'reconcile: JSON, NDJSON or CSV of SentinelAudit or AzureActivity' },
    body: { type: 'strings', describe: 'erase: hash of a body, whole' },
    by: { type: 'string', describe: 'erase: who asks for it' },
    second: { type: 'string', describe: 'erase: the second person, who agreed' },
    reason: { type: 'string', describe: 'erase: why' },
  },
  positionals: {
    question: {
      describe:
        'verify: is the ledger what was written? duties: who approved what was deployed? reconcile: does the ledger explain each write in a log? erase: take bodies away',
      required: true,
    },
  },
  examples: [
    ['audit verify --target prod', 'offline, from this clone: what holds, and what nothing could prove'],
    ['audit duties --target prod', 'each deployed change, and who wrote, pushed, started and approved it'],
    ['audit reconcile --target prod --log audit.csv', 'writes that no deployment and no ratification explains'],
    ['audit verify --target prod --live', 'against what the workspace says, too'],
  ],
  run(
    { question, target: name, format, live, 'no-record': silent, trust, attestation, log, body, by, second, reason },
    io,
  ) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const request = { config, target, live, silent, trust, attestations: attestation, format };
    switch (question) {
      case 'verify':
        return verifyTarget(io, request);
      case 'duties':
        return dutiesOfTarget(io, request);
      case 'reconcile':
        if (log === undefined) throw new UsageError('--log must name an export of SentinelAudit or the Activity Log');
        return reconcileLog(io, request, log);
      case 'erase':
        return eraseBodies(io, target, { bodies: body, by, second, reason });
      default:
        throw new UsageError(`audit knows verify, duties, reconcile and erase; found ${JSON.stringify(question)}`);
    }
  },
});
