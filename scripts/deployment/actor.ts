import type { Actor } from '../../src/ledger';

/** Who runs this, as far as the environment says: a claim. A platform's run is named by its address. */
export function actorOf(env: Readonly<Record<string, string | undefined>>): Actor {
  const { GITHUB_ACTOR: actor, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const name = [actor, env['USER'], env['USERNAME'], env['LOGNAME']].find((one) => one !== undefined && one !== '');
  const known = server !== undefined && repository !== undefined && run !== undefined;
  return { name: name ?? 'unknown', ...(known ? { run: `${server}/${repository}/actions/runs/${run}` } : {}) };
}
