import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readLog, reconcile, renderReconciled, renderReconciledMarkdown } from '../../src/audit';
import { inertJson, inertLine } from '../../src/state';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { clonedLedger, wholeChains } from './read-chains';
import type { VerifyRequest } from './verify-target';

/** Explains each write of an exported log by the ledger. Throws a UsageError for a file that is no such log. */
export async function reconcileLog(
  io: Io,
  { target, format }: Pick<VerifyRequest, 'target' | 'format'>,
  path: string,
): Promise<ExitCode> {
  const log = readLog(readText(io, path));
  if ('problem' in log) throw new UsageError(`${path} cannot be reconciled: ${log.problem}`);
  const { deployments } = await wholeChains(clonedLedger(io.cwd, target), target.name);
  const found = reconcile(log.writes, { target: target.name, deployments });
  for (const problem of log.problems) io.stderr(`${inertLine(problem)}\n`);
  io.stdout(
    format === 'json'
      ? `${inertJson({ ...found, others: log.others, problems: log.problems })}\n`
      : format === 'table'
        ? renderReconciled(found, { color: io.color })
        : renderReconciledMarkdown(found),
  );
  const open = found.writes.some(({ explanation }) => explanation.kind === 'out of pipeline');
  return open || log.problems.length > 0 ? EXIT.findings : EXIT.ok;
}

function readText(io: Pick<Io, 'cwd'>, path: string): string {
  try {
    return readFileSync(resolve(io.cwd, path), 'utf8');
  } catch {
    throw new UsageError(`${path} cannot be read`);
  }
}
