import type { Diagnostic } from '../../../src/diagnostics';
import { compareDiagnostics } from '../../../src/diagnostics';
import { mismatchWords } from '../../../src/unit';
import type { CaseResult } from '../../../src/unit';
import type { ProjectTests } from '../run-project-tests';

export interface TestFormatOptions {
  readonly color: boolean;
}

/** Results as one text. */
export type TestFormat = (tests: ProjectTests, options: TestFormatOptions) => string;

export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
}

export function testTotals({ files, diagnostics }: ProjectTests): TestTotals {
  const cases = files.flatMap((file) => file.cases);
  const failed = cases.filter(isFailed).length;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { passed: cases.length - failed, failed, errors };
}

export function isFailed({ mismatches }: CaseResult): boolean {
  return mismatches.length > 0;
}

/** Failed cases as findings at their names, with everything else that was found. */
export function allFindings({ files, diagnostics }: ProjectTests): readonly Diagnostic[] {
  const failed = files
    .flatMap(({ cases }) => cases.filter(isFailed))
    .map(({ name, source, span, mismatches }): Diagnostic => ({
      code: 'test-failed',
      severity: 'error',
      message: `${name}: ${mismatches.map(mismatchWords).join('; ')}`,
      source,
      span,
    }));
  return [...failed, ...diagnostics].toSorted(compareDiagnostics);
}
