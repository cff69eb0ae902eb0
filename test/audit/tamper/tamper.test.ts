import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashJson, isObject, parseJson } from '../../../src/json';
import type { JsonObject } from '../../../src/json';
import { readAttestation, verify } from '../../../src/audit';
import type { Evidence, Verdict } from '../../../src/audit';
import { judgeChain } from '../../../src/ledger';
import { deploy } from '../../../scripts/commands/deploy';
import { drift } from '../../../scripts/commands/drift';
import { auditedProject, spring } from '../../support/audited-project';
import type { AuditedProject } from '../../support/audited-project';
import { testAuthority } from './certificate';
import { MUTATIONS, mutate } from './mutations';
import type { Files, MutationKind } from './mutations';
import { seededRandom } from '../../../scripts/fuzz/random';

const CASES = Number(process.env['TAMPER_CASES'] ?? 66);
const SEED = Number(process.env['TAMPER_SEED'] ?? 20260302);
const NOW = '2026-03-20T00:00:00.000Z';

let project: AuditedProject;
let files: Files;
let anchor: string;
let attested: Evidence['attestations'];

beforeAll(async () => {
  project = await auditedProject();
  await spring(project);
  // a second target in the same place, so that chains can be taken for each other
  const { config, root } = { config: 'sentinel.config.yaml', root: project.root };
  const text = readFileSync(join(root, config), 'utf8');
  writeFileSync(join(root, config), `${text}  other: { kind: emulator, endpoint: '${project.emulator.url}' }\n`);
  project.at('2026-03-02T09:00:00Z');
  await project.run(deploy, { target: 'other', yes: true });
  await project.run(drift, { target: 'other' });
  const ledger = join(root, '.sentinel', 'ledger');
  const texts = new Map(
    readdirSync(ledger, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(ledger.length + 1), readFileSync(path, 'utf8')] as const;
      }),
  );
  const entries = judgeChain(chain(texts, 'deployments'), { target: 'local', chain: 'deployments' }).entries;
  const observed = judgeChain(chain(texts, 'observations'), { target: 'local', chain: 'observations' }).entries;
  const commits = entries.flatMap(({ record }) =>
    record.kind === 'begin' && record.commit !== null ? [record.commit] : [],
  );
  files = { texts, commits: new Map(commits.map((commit) => [commit, 'held'])) };
  anchor = entries.findLast(({ record }) => record.kind === 'begin')?.hash ?? '';
  const authority = testAuthority();
  const heads = [entries.at(-1)?.hash ?? '', observed.at(-1)?.hash ?? ''];
  attested = [readAttestation({ path: 'head.json', text: authority.attest(heads) }, [authority.root])];
}, 60_000);
afterAll(() => project.dispose());

test('untouched, it is whole, and both anchors cover it to its end', () => {
  const { problems, anchors, unproved } = judged(files, 'attestation');
  expect(problems).toEqual([]);
  expect(anchors.map(({ covers }) => covers)).toEqual([
    { deployments: 3, observations: 3 },
    { deployments: 4, observations: 5 },
  ]);
  expect(unproved.filter((line) => line.includes('no anchor'))).toEqual([]);
});

test(`${CASES} mutations: each that changes what the ledger says is detected and named`, () => {
  const before = meaning(files);
  const seen = new Map<
    MutationKind,
    { tried: number; changed: number; alone: number; workspace: number; both: number }
  >();
  const missed: string[] = [];
  const unnamed: string[] = [];
  for (let index = 0; index < CASES; index++) {
    const kind = MUTATIONS[index % MUTATIONS.length] ?? 'edit';
    const mutated = mutate(files, kind, seededRandom(SEED + index));
    const count = seen.get(kind) ?? { tried: 0, changed: 0, alone: 0, workspace: 0, both: 0 };
    seen.set(kind, count);
    count.tried += 1;
    const verdict = judged(mutated, 'attestation');
    if (meaning(mutated) === before) {
      // other bytes, the same statements: nothing to find
      if (verdict.problems.length > 0) missed.push(`found in vain: ${mutated.words}`);
      continue;
    }
    count.changed += 1;
    if (judged(mutated, 'none').problems.length > 0) count.alone += 1;
    if (judged(mutated, 'workspace').problems.length > 0) count.workspace += 1;
    if (verdict.problems.length > 0) count.both += 1;
    else missed.push(`seed ${SEED + index}: ${mutated.words}`);
    if (verdict.problems.some(({ where, message }) => where === '' || message === '')) unnamed.push(mutated.words);
  }
  const rows = [...seen].map(
    ([kind, { tried, changed, alone, workspace, both }]) =>
      `${kind.padEnd(22)} ${String(tried).padStart(5)} tried ${String(changed).padStart(5)} change meaning; detected ${String(alone).padStart(4)} by the ledger alone, ${String(workspace).padStart(4)} with the workspace's anchor, ${String(both).padStart(4)} with an attestation`,
  );
  const total = [...seen.values()].reduce((sum, { changed }) => sum + changed, 0);
  const caught = [...seen.values()].reduce((sum, { both }) => sum + both, 0);
  if (process.env['TAMPER_CASES'] !== undefined) {
    process.stdout.write(
      `${rows.join('\n')}\n${CASES} mutations, seed ${SEED}: ${total} change meaning, ${caught} detected, ${missed.length} missed\n`,
    );
  }
  expect(missed).toEqual([]);
  expect(unnamed).toEqual([]);
  expect(caught).toBe(total);
});

test.each<[MutationKind, readonly string[]]>([
  ['edit', ['edited', 'unreadable']],
  ['delete', ['gap', 'anchor', 'protocol']],
  ['reorder', ['duplicate']],
  ['truncate', ['anchor']],
  ['duplicate', ['duplicate']],
  ['back-date', ['back-dated', 'not a successor', 'anchor', 'clock']],
  ['swap targets', ['other target']],
  ['whole-chain rewrite', ['anchor']],
  ['rewritten git history', ['commit']],
  ['body edit', ['body changed']],
  ['body delete', ['body missing']],
])('%s is called by one of its names', (kind, names) => {
  for (let seed = 1; seed <= 5; seed++) {
    const mutated = mutate(files, kind, seededRandom(seed));
    if (meaning(mutated) === meaning(files)) continue;
    const kinds = judged(mutated, 'attestation').problems.map((problem) => problem.kind);
    expect(kinds.filter((one) => names.includes(one))).not.toEqual([]);
  }
});

function judged({ texts, commits }: Files, anchors: 'none' | 'workspace' | 'attestation'): Verdict {
  return verify({
    target: 'local',
    now: NOW,
    texts: { deployments: chain(texts, 'deployments'), observations: chain(texts, 'observations') },
    bodies: bodies(texts),
    commits,
    ...(anchors === 'none' ? {} : { workspace: { name: 'local', anchor } }),
    ...(anchors === 'attestation' && attested !== undefined ? { attestations: attested } : {}),
  });
}

function chain(texts: ReadonlyMap<string, string>, name: string): { path: string; text: string }[] {
  return [...texts]
    .filter(([path]) => path.startsWith(`local/${name}/`))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function bodies(texts: ReadonlyMap<string, string>): ReadonlyMap<string, JsonObject | null> {
  return new Map(
    [...texts]
      .filter(([path]) => path.startsWith('local/bodies/'))
      .map(([path, text]) => {
        const value = parseJson(text);
        const hash = path.slice('local/bodies/'.length, -'.json'.length);
        return [hash, isObject(value) && hashJson(value) === hash ? value : null] as const;
      }),
  );
}

/** All that a ledger says of the target `local`, whatever its bytes. */
function meaning({ texts, commits }: Files): string {
  const mine = [...texts].filter(([path]) => path.startsWith('local/')).sort(([a], [b]) => (a < b ? -1 : 1));
  return hashJson([mine.map(([path, text]) => [path, parseJson(text) ?? text]), [...commits].map((pair) => [...pair])]);
}
