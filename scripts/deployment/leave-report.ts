import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunReport } from '../../src/ledger';
import { sorted, toJson } from '../../src/json';
import { inertJson } from '../../src/state';
import type { Io } from '../command';
import { errorCode } from '../emulate';

/** Leaves what became of a deployment for the job that ends it, and says by which hash the file is known. */
export function leaveReport({ cwd, stderr }: Pick<Io, 'cwd' | 'stderr'>, path: string, report: RunReport): void {
  try {
    mkdirSync(dirname(resolve(cwd, path)), { recursive: true });
    writeFileSync(resolve(cwd, path), `${inertJson(sorted(toJson(report)))}\n`);
    stderr(`report ${report.hash} left in ${path}: \`sentinel-rules ledger end --report ${path}\` records it\n`);
  } catch (error) {
    stderr(
      `the report cannot be left in ${path} (${errorCode(error) ?? 'no reason was given'}): ` +
        '`sentinel-rules ledger end` without it tells from the workspace what became of each write\n',
    );
  }
}
