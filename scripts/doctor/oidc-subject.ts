import { rowOf } from '../github/answer';
import type { Raw } from '../github/answer';
import type { GitHubClient } from '../github/client';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

/**
 * Repositories that are made, renamed or transferred from this day on have the form with ids, others where they chose it
 * (docs.github.com, "OpenID Connect reference", immutable subject claims; read 2026-11-24).
 */
const IMMUTABLE_SINCE = '2026-07-15';

/**
 * What the subject of a run's token is, and so what each federated credential must say, to the letter. Two forms:
 * `repo:OWNER/NAME` with names, and `repo:OWNER@ID/NAME@ID`, which no repository of the same name can have later. GitHub
 * tells the form with `use_immutable_subject` and `sub_claim_prefix`; a server that tells neither has the form of names.
 */
export async function subjectSymptom(
  client: GitHubClient,
  { repository, environment }: { readonly repository: string; readonly environment: string },
): Promise<Symptom> {
  const answer = rowOf(await client.request(`/repos/${repository}/actions/oidc/customization/sub`));
  const { use_default: byDefault, include_claim_keys: claims } = answer;
  if (byDefault === false && Array.isArray(claims) && claims.length > 0)
    return ill('warning', 'OIDC subject', [
      `made of ${claims.join(', ')}: a credential for \`repo:...:environment:${environment}\` does not fit`,
      'go back to the default template, or write the federated credentials for this one',
    ]);
  const prefix = await prefixOf(client, repository, answer);
  return good(
    'OIDC subject',
    `the reader's federated credentials are for ${prefix}:pull_request and ${prefix}:ref:refs/heads/main, the writer's for ${prefix}:environment:${environment}`,
  );
}

async function prefixOf(client: GitHubClient, repository: string, answer: Raw): Promise<string> {
  const { sub_claim_prefix: told, use_immutable_subject: immutable } = answer;
  if (typeof told === 'string' && told.startsWith('repo:')) return told;
  const classic = `repo:${repository}`;
  if (immutable === false) return classic;
  const { id, name, owner, created_at: created } = rowOf(await client.request(`/repos/${repository}`));
  const { id: ownerId, login } = rowOf(owner);
  // a server that says nothing of ids is older than them
  const withIds = immutable === true;
  if (!withIds || typeof id !== 'number' || typeof ownerId !== 'number') {
    return typeof created === 'string' &&
      created >= IMMUTABLE_SINCE &&
      immutable === undefined &&
      typeof id === 'number'
      ? `${classic} (or with ids, repo:${String(login)}@${String(ownerId)}/${String(name)}@${id}: the answer does not say which)`
      : classic;
  }
  return `repo:${String(login)}@${ownerId}/${String(name)}@${id}`;
}
