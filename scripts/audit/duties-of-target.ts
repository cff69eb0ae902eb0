import { renderDuties, renderDutiesMarkdown, verify } from '../../src/audit';
import { inertJson } from '../../src/state';
import type { RuleHistory } from '../../src/history';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { readHistory } from '../git/read-history';
import { ruleHistories } from '../history/rule-histories';
import { deployedChanges } from './deployed-changes';
import { judgeApprovals } from './judge-approvals';
import { clonedLedger, wholeChains } from './read-chains';
import { evidenceOf } from './verify-target';
import type { VerifyRequest } from './verify-target';

/** Lists the deployed changes of a target with who wrote, pushed, started and approved each. */
export async function dutiesOfTarget(io: Io, request: VerifyRequest): Promise<ExitCode> {
  const { target, format } = request;
  const store = clonedLedger(io.cwd, target);
  const { deployments } = await wholeChains(store, target.name);
  const { anchors } = verify(await evidenceOf(io, request, store));
  const attested = anchors.filter(({ name }) => name.startsWith('the attestation'));
  const changes = deployedChanges({
    target: target.name,
    deployments,
    histories: await historiesOf(io, request),
    attestedThrough: Math.max(0, ...attested.map(({ covers }) => covers.deployments)),
    signed: await judgeApprovals(io.cwd, deployments),
  });
  io.stdout(
    format === 'json'
      ? `${inertJson({ target: target.name, changes })}\n`
      : format === 'table'
        ? renderDuties(changes, { color: io.color })
        : renderDutiesMarkdown(changes),
  );
  return changes.some(({ findings }) => findings.length > 0) ? EXIT.findings : EXIT.ok;
}

async function historiesOf(io: Io, { config }: VerifyRequest): Promise<ReadonlyMap<string, RuleHistory> | undefined> {
  try {
    const history = await readHistory({ folder: io.cwd, detections: config.detections, ref: 'HEAD' });
    const { rules } = await ruleHistories({ root: io.cwd, config, history, rule: undefined, signatures: 'leave' });
    return new Map(rules.map((rule) => [rule.id.toLowerCase(), rule]));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`git cannot say which commits brought a rule: ${error.message}\n`);
    return undefined;
  }
}
