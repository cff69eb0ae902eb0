import { parseJson, sortedJson, toJson } from '../json';
import { problemsOf } from '../schema';

/** What signatures are made for, so that one made for another purpose (a commit, a file) never counts. */
export const APPROVAL_NAMESPACE = 'sentinel-rules-approval';

/** Version of the statement's format; a reader refuses any other. */
const FORMAT = 1;

const MOST_BYTES = 256 << 10;

/** The plan of one target, by its hash. */
export interface ApprovedPlan {
  readonly target: string;
  readonly hash: string;
}

/** What somebody signs: that these plans may be carried out. The signature is over exactly the bytes of its text. */
export interface ApprovalStatement {
  readonly format: typeof FORMAT;
  /** owner/name of the repository whose run may carry them out. */
  readonly repository: string;
  /** Hash over all plans; of one plan its own. */
  readonly plan: string;
  /** Each plan, in the order of the names of its targets. */
  readonly targets: readonly ApprovedPlan[];
  readonly commit: string;
  /** A principal of `allowed_signers`: a login of GitHub. */
  readonly approver: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly issued: string;
  readonly expires: string;
}

export type StatementReading =
  | { readonly kind: 'statement'; readonly statement: ApprovalStatement }
  | { readonly kind: 'refused'; readonly problem: string };

/** The bytes that are signed. */
export function statementText(statement: Omit<ApprovalStatement, 'format'>): string {
  const targets = statement.targets.toSorted((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
  return `${sortedJson(toJson({ format: FORMAT, ...statement, targets }))}\n`;
}

/** Reads a statement; nothing in it is believed before its signature is checked. */
export function parseStatement(text: string): StatementReading {
  if (Buffer.byteLength(text) > MOST_BYTES) return refused('it is too large to be an approval');
  const value = parseJson(text);
  if (value === undefined) return refused('it is not JSON');
  const [problem] = problemsOf('approval', value);
  return problem === undefined
    ? { kind: 'statement', statement: value as unknown as ApprovalStatement }
    : refused(`it does not have the shape of an approval: ${problem.message}`);
}

function refused(problem: string): StatementReading {
  return { kind: 'refused', problem };
}
