import { rowOf, rowsOf } from '../github/answer';
import { approvalSymptoms } from './approvals';
import { subjectSymptom } from './oidc-subject';
import type { GitHubClient } from '../github/client';
import { GitHubFailure } from '../github/client';
import { environmentProtection } from '../github/approval';
import type { GitHubRun } from '../github/run';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

const VARIABLES = ['AZURE_TENANT_ID', 'SENTINEL_PLAN_CLIENT_ID', 'SENTINEL_DEPLOY_CLIENT_ID'];

export interface Looked {
  readonly environment: string;
  /** Text of `.github/allowed_signers`; undefined where the project has none. */
  readonly signers: string | undefined;
}

/** The environment that approves, who passes by it, the rules of the branch, what a token of a run says of itself, variables. */
export async function lookAtRepository(
  client: GitHubClient,
  run: Pick<GitHubRun, 'repository'>,
  { environment, signers }: Looked,
): Promise<readonly Symptom[]> {
  const at = `/repos/${run.repository}`;
  const approvals = approvalsSeen();
  const symptoms = await Promise.all([
    approvals,
    asked('rulesets', async () => {
      const rulesets = rowsOf(await client.request(`${at}/rulesets`)).filter(
        ({ enforcement, target }) => enforcement === 'active' && target === 'branch',
      );
      const details = await Promise.all(
        rulesets.map(async ({ id }) => rowOf(await client.request(`${at}/rulesets/${String(id)}`))),
      );
      const types = new Set(details.flatMap(({ rules }) => rowsOf(rules).map(({ type }) => type)));
      const missing = ['pull_request', 'required_status_checks', 'non_fast_forward', 'deletion'].filter(
        (type) => !types.has(type),
      );
      if (missing.length > 0)
        return ill('bad', 'rulesets', [
          `nothing asks for ${missing.join(', ')} on a branch`,
          'import .github/rulesets/main.json in Settings, Rules',
        ]);
      const passers = details.flatMap(({ bypass_actors: actors }) => rowsOf(actors)).length;
      return passers > 0
        ? ill('warning', 'rulesets', [`${passers} may pass by them`, 'leave the bypass list empty'])
        : good('rulesets', 'reviewed, green, never rewritten');
    }),
    asked('OIDC subject', async () => subjectSymptom(client, { repository: run.repository, environment })),
    asked('variables', async () => {
      const names = new Set((await variables()).keys());
      const missing = VARIABLES.filter((name) => !names.has(name));
      return missing.length === 0
        ? good('variables', VARIABLES.join(', '))
        : ill('bad', 'variables', [
            `not there: ${missing.join(', ')}`,
            'add them in Settings, Variables: they are ids, not secrets',
          ]);
    }),
  ]);
  return symptoms.flat();

  async function variables(): Promise<ReadonlyMap<string, string>> {
    const found = (await client.list(`${at}/actions/variables`)).map(rowOf);
    return new Map(found.map(({ name, value }) => [String(name), typeof value === 'string' ? value : '']));
  }

  async function approvalsSeen(): Promise<readonly Symptom[]> {
    try {
      const [protection, known] = await Promise.all([
        missingIsNone(environmentProtection(client, run, environment)),
        missingIsNone(variables()),
      ]);
      const variable = known?.get('SENTINEL_APPROVALS');
      return approvalSymptoms({ protection, environment, variable, signers });
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      const remedy = 'ask with a token that may read the administration of the repository';
      return ['environment', 'approvals'].map((what) => ill('unknown', what, [error.message, remedy]));
    }
  }

  async function asked(what: string, look: () => Promise<Symptom>): Promise<Symptom> {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      const missing = error.status === 404;
      return ill(missing ? 'bad' : 'unknown', what, [
        error.message,
        missing
          ? `there is none: \`sentinel-rules init\` says what is needed`
          : 'ask with a token that may read the administration of the repository',
      ]);
    }
  }
}

/** What is not there is nothing; what may not be seen is a failure. */
async function missingIsNone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubFailure && error.status === 404) return undefined;
    throw error;
  }
}
