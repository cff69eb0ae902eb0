import { rowOf, rowsOf } from '../github/answer';
import type { GitHubClient } from '../github/client';
import { GitHubFailure } from '../github/client';
import { environmentProtection } from '../github/approval';
import type { GitHubRun } from '../github/run';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

const VARIABLES = ['AZURE_TENANT_ID', 'SENTINEL_PLAN_CLIENT_ID', 'SENTINEL_DEPLOY_CLIENT_ID'];

/** The environment that approves, who passes by it, the rules of the branch, what a token of a run says of itself, variables. */
export async function lookAtRepository(
  client: GitHubClient,
  run: Pick<GitHubRun, 'repository'>,
  environment: string,
): Promise<readonly Symptom[]> {
  const at = `/repos/${run.repository}`;
  return Promise.all([
    asked('environment', async () => {
      const { reviewers, preventsSelfReview, adminsMayBypass } = await environmentProtection(client, run, environment);
      if (reviewers.length === 0)
        return ill('bad', 'environment', [
          `${environment} asks nobody to approve`,
          'give it required reviewers; where the GitHub plan has none, deploy with an approval file',
        ]);
      if (!preventsSelfReview)
        return ill('warning', 'environment', [
          `whoever starts a run may approve it in ${environment}`,
          'switch on "Prevent self-review"; `github approval` refuses it all the same',
        ]);
      if (adminsMayBypass)
        return ill('warning', 'environment', [
          `administrators may pass by ${environment}`,
          'switch off "Allow administrators to bypass"',
        ]);
      return good('environment', `${environment} asks ${reviewers.join(', ')}`);
    }),
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
    asked('OIDC subject', async () => {
      const { use_default: byDefault, include_claim_keys: claims } = rowOf(
        await client.request(`${at}/actions/oidc/customization/sub`),
      );
      const keys = Array.isArray(claims) ? claims.join(', ') : '';
      const form =
        byDefault === false
          ? `of ${keys}`
          : `repo:${run.repository}:environment:${environment} to deploy, repo:${run.repository}:pull_request and :ref:refs/heads/main to plan`;
      return good('OIDC subject', `${form}: the federated credentials must say the same`);
    }),
    asked('variables', async () => {
      const names = new Set((await client.list(`${at}/actions/variables`)).map((each) => rowOf(each)['name']));
      const missing = VARIABLES.filter((name) => !names.has(name));
      return missing.length === 0
        ? good('variables', VARIABLES.join(', '))
        : ill('bad', 'variables', [
            `not there: ${missing.join(', ')}`,
            'add them in Settings, Variables: they are ids, not secrets',
          ]);
    }),
  ]);

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
