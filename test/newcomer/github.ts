import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGitHub, TOKEN } from '../workflows/github-stub';
import { runWorkflow } from '../workflows/runner';
import type { JobResult } from '../workflows/runner';

/** A run of a workflow, and what became of its jobs. */
export interface GitHubRun {
  readonly workflow: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly log: string;
}

/** A GitHub on this machine, as far as somebody who follows the guide meets it. */
export interface GitHub {
  /** A bare repository. */
  readonly origin: string;
  /** What terminals need: where `gh` keeps what it was asked, and where the repository's address leads. */
  readonly env: Readonly<Record<string, string>>;
  /** Shell scripts by the name of the program that they stand in for. */
  readonly stubs: Readonly<Record<string, string>>;
  readonly written: readonly { readonly kind: 'comment' | 'issue'; readonly body: string; readonly state: string }[];
  /** Does what GitHub does after what was pushed and asked for since the last time. */
  react(): Promise<readonly GitHubRun[]>;
  close(): Promise<void>;
}

export interface GitHubOptions {
  /** `organisation/repository`. */
  readonly repository: string;
  /** What workflows call this program. */
  readonly action: string;
  /** Who approves deployments. */
  readonly approver: string;
}

/** What `gh` does here: it writes down what it is asked, merges as the button does, and shows what was written. */
const GH = `case "$1 $2" in
  'pr create') git rev-parse HEAD > "$GITHUB_HERE/opened"; echo "https://github.com/$GITHUB_HERE_NAME/pull/1" ;;
  'pr view') cat "$GITHUB_HERE/comment.md" ;;
  'pr merge')
    branch=$(git branch --show-current)
    git switch --quiet main && git merge --quiet --no-ff -m 'Merge pull request #1' "$branch" && git push --quiet origin main ;;
  'workflow run') echo "$3" >> "$GITHUB_HERE/asked" ;;
  'issue view') cat "$GITHUB_HERE/issue.md" ;;
  'repo create') ;;
  *) echo "gh $*: nobody said what it does here"; exit 1 ;;
esac
`;

export async function startGitHubHere({ repository, action, approver }: GitHubOptions): Promise<GitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'newcomer-github-'));
  const origin = join(folder, 'rules.git');
  execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', origin]);
  const api = await startGitHub();
  api.approvers = [approver];
  const git = (...args: readonly string[]): string => {
    return execFileSync('git', ['--git-dir', origin, ...args], { encoding: 'utf8' }).trim();
  };
  const tip = (branch: string): string => (git('branch', '--list', branch) === '' ? '' : git('rev-parse', branch));
  let main = '';

  const run = async (workflow: string, sha: string, event: object = {}): Promise<GitHubRun> => {
    const checkout = mkdtempSync(join(folder, 'workflows-'));
    execFileSync('git', ['--git-dir', origin, '--work-tree', checkout, 'checkout', '--quiet', sha, '--', '.github']);
    const began = Date.now();
    const { results } = await runWorkflow({
      workflow,
      written: { folder: join(checkout, '.github', 'workflows'), action },
      origin,
      github: { sha, repository, base_ref: 'main', actor: 'ada', event },
      env: {
        GITHUB_TOKEN: TOKEN,
        GITHUB_API_URL: api.url,
        GITHUB_REPOSITORY: repository,
        GITHUB_RUN_ID: '12',
        GITHUB_ACTOR: 'ada',
        GITHUB_TRIGGERING_ACTOR: 'ada',
        GITHUB_EVENT_NAME: workflow === 'pr.yml' ? 'pull_request' : 'push',
      },
    });
    const outcomes = Object.fromEntries(Object.entries(results).map(([id, { result }]) => [id, result]));
    return { workflow, outcomes, seconds: (Date.now() - began) / 1000, log: logOf(results) };
  };

  /** Takes a file that `gh` left. */
  const asked = (name: string): string => {
    const path = join(folder, name);
    if (!existsSync(path)) return '';
    const text = readFileSync(path, 'utf8').trim();
    rmSync(path);
    return text;
  };

  return {
    origin,
    env: {
      GITHUB_HERE: folder,
      GITHUB_HERE_NAME: repository,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${origin}.insteadOf`,
      GIT_CONFIG_VALUE_0: `https://github.com/${repository}.git`,
    },
    stubs: { gh: GH },
    written: api.written,
    async react() {
      const runs: GitHubRun[] = [];
      const opened = asked('opened');
      if (opened !== '') {
        const head = { repo: { full_name: repository } };
        const event = { pull_request: { number: 1, base: { sha: main }, head, user: { type: 'User' } } };
        runs.push(await run('pr.yml', opened, event));
      }
      const now = tip('main');
      if (now !== main) {
        main = now;
        runs.push(await run('deploy.yml', now), await run('report.yml', now));
      }
      const wanted = asked('asked');
      if (wanted !== '') runs.push(await run(wanted, main));
      for (const kind of ['comment', 'issue'] as const) {
        const last = api.written.findLast((one) => one.kind === kind);
        if (last !== undefined) writeFileSync(join(folder, `${kind}.md`), last.body);
      }
      return runs;
    },
    async close() {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function logOf(results: Readonly<Record<string, JobResult>>): string {
  return Object.entries(results)
    .flatMap(([id, { result, steps }]) => [
      `${id}: ${result}`,
      ...steps.map(({ name, exit, output }) => `--- ${name}: ${exit}\n${output}`),
    ])
    .join('\n');
}
