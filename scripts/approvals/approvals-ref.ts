import { refFiles } from '../git/ref-files';
import type { RefFiles } from '../git/ref-files';
import { runGit } from '../git/git';

/** The ref beside the branches that keeps signed approvals: none of them changes the commit of its plan. */
export const APPROVALS_REF = 'refs/sentinel/approvals';

/** The approvals cannot be read or written. */
export class ApprovalsFailure extends Error {
  override readonly name = 'ApprovalsFailure';
}

/** A statement and its signature, as they are kept: nothing in them is believed yet. */
export interface KeptApproval {
  /** Name of its files, without their ends. */
  readonly name: string;
  readonly statement: string;
  readonly signature: string;
}

export interface Approvals {
  /** What people know it by. */
  readonly place: string;
  /** Those of a plan, by their names: the newest of a person last. */
  of(plan: string): Promise<readonly KeptApproval[]>;
  add(plan: string, approval: KeptApproval): Promise<void>;
}

/** More than these of one plan are not looked at: whoever may push could put any number there. */
const MOST = 50;
const MOST_TRIES = 10;

/** The approvals that a remote keeps; without one those of this clone alone. */
export function approvalsAt(folder: string, remote: string | undefined): Approvals {
  const files: RefFiles = refFiles(
    { folder, ref: APPROVALS_REF, ...(remote === undefined ? {} : { remote }) },
    { name: 'the approvals', failure: (message) => new ApprovalsFailure(message) },
  );
  return {
    place: remote === undefined ? APPROVALS_REF : `${remote} ${APPROVALS_REF}`,
    of: async (plan) =>
      files.turn(async () => {
        const commit = await files.tip();
        if (commit === undefined) return [];
        const found = await files.filesAt(commit, plan, /\.json$/);
        const kept: KeptApproval[] = [];
        for (const { path, text } of found.slice(0, MOST)) {
          const inside = path.slice(path.indexOf(':') + 1);
          const signature = await files.fileAt(commit, `${inside}.sig`);
          const name = inside.slice(plan.length + 1, -'.json'.length);
          kept.push({ name, statement: text, signature: signature ?? '' });
        }
        return kept;
      }),
    add: async (plan, { name, statement, signature }) =>
      files.turn(async () => {
        const added = new Map([
          [`${plan}/${name}.json`, statement],
          [`${plan}/${name}.json.sig`, signature],
        ]);
        for (let tries = 1; tries <= MOST_TRIES; tries++) {
          const parent = await files.tip();
          const commit = await files.commitWith(parent, added, `approval: ${plan.slice(0, 12)}`);
          if ((await files.advance(commit, parent)) === 'done') return;
        }
        throw new ApprovalsFailure('the approvals moved again and again: try once more');
      }),
  };
}

/** The remote that is meant: the one that was named, or `origin` where the clone has it. Undefined: this clone alone. */
export async function approvalsRemote(folder: string, named: string | undefined): Promise<string | undefined> {
  if (named !== undefined) return named === '.' ? undefined : named;
  const { code } = await runGit({ folder, args: ['remote', 'get-url', 'origin'] });
  return code === 0 ? 'origin' : undefined;
}
