import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { areaOf } from '../../src/import';
import { objectAt } from '../../src/json';
import { compileRule, loadRuleFile, ruleYaml } from '../../src/rules';
import { alertRuleResource, inertJson, inertLine, NOUNS, resourceKey, resourceTypes } from '../../src/state';
import type { Resource } from '../../src/state';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { withTarget } from '../deployment/plan-project';
import { contentWithoutFile } from '../deployment/without-file';
import type { WithoutFile } from '../deployment/without-file';
import { EXIT } from '../exit-codes';
import { knownIds } from '../files/known-ids';
import { ruleSlug } from '../files/rule-slug';
import { LedgerFailure } from '../ledger/ledger-failure';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { Target } from '../targets/target';

const KINDS = new Set<unknown>(['Scheduled', 'NRT']);

/** What became of one live rule. */
interface Pulled {
  readonly id: string;
  readonly title: string;
  readonly outcome:
    'written' | 'not lossless' | 'has a file' | 'in the way' | 'to be deleted' | 'other kind' | 'unreadable';
  readonly path?: string;
  /** Fields that the file does not say, or what is wrong with it. */
  readonly details?: readonly string[];
}

export const pull = defineCommand({
  name: 'pull',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    out: {
      type: 'string',
      describe: 'folder for the files, in the project (default: pulled/ in the folder of the rules)',
    },
    'by-area': {
      type: 'boolean',
      describe: 'a folder for each area, by the tables that a rule reads; without --out in the folder of the rules',
    },
    format: {
      type: 'string',
      describe: 'how to tell what was written',
      choices: ['terminal', 'json'],
      default: 'terminal',
    },
  },
  examples: [
    ['pull --target prod', 'files under detections/pulled/ for rules that have none'],
    ['pull --target prod --by-area', 'detections/identity/, detections/endpoint/ ...'],
    ['pull --target prod --out detections/portal', 'in another folder'],
  ],
  async run({ target: name, out, format, 'by-area': byArea }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const folder = out ?? (byArea ? config.detections : posix.join(config.detections, 'pulled'));
    const folderOf = (rule: Resource): string => (byArea ? posix.join(folder, areaOf(queryOf(rule))) : folder);
    return withTarget(io, target, async ({ workspace }) => {
      const { resources } = await workspace.list('alertRule');
      const left = await contentWithoutFile(workspace, { root: io.cwd, config });
      const known = knownIds(io.cwd, config.detections, io.now());
      const taken = new Set<string>();
      const leaving = await waitingToGo(resources, { io, target, known });
      const pulled = resources.map((rule) => pullOne(rule, { io, folder: folderOf(rule), known, taken, leaving }));
      const others = left.length === 0 ? {} : { left };
      io.stdout(
        format === 'json' ? `${inertJson({ target: target.name, rules: pulled, ...others })}\n` : words(pulled, left),
      );
      return pulled.some(({ outcome }) => BAD.has(outcome)) ? EXIT.findings : EXIT.ok;
    });
  },
});

const BAD = new Set<Pulled['outcome']>(['not lossless', 'unreadable', 'in the way']);

interface PullOne {
  readonly io: Io;
  readonly folder: string;
  readonly known: ReadonlyMap<string, string>;
  /** Paths that this run has written. */
  readonly taken: Set<string>;
  /** Ids, in lower case, of our rules that wait to be deleted. */
  readonly leaving: ReadonlySet<string>;
}

/** Rules that we disabled because their files went: a file of them would bring them back. Only what is disabled is looked for. */
async function waitingToGo(
  rules: readonly Resource[],
  { io, target, known }: Pick<PullOne, 'io' | 'known'> & { readonly target: Target },
): Promise<ReadonlySet<string>> {
  const disabled = rules.filter(
    ({ id, body }) => objectAt(body, 'properties')['enabled'] === false && !known.has(id.toLowerCase()),
  );
  if (disabled.length === 0) return new Set();
  try {
    const { owned } = (await openLedger(io.cwd, target)).standing;
    const gone = disabled.filter((rule) => owned.get(resourceKey(rule))?.quarantined !== undefined);
    return new Set(gone.map(({ id }) => id.toLowerCase()));
  } catch (error) {
    if (!(error instanceof LedgerFailure)) throw error;
    io.stderr(`${inertLine(error.message)}: rules that wait to be deleted are not told from others\n`);
    return new Set();
  }
}

function pullOne(rule: Resource, { io, folder, known, taken, leaving }: PullOne): Pulled {
  const { id, body } = rule;
  const title = resourceTypes.alertRule.title(body) ?? id;
  if (!KINDS.has(body['kind']))
    return { id, title, outcome: 'other kind', details: typeof body['kind'] === 'string' ? [body['kind']] : [] };
  if (known.has(id.toLowerCase())) return { id, title, outcome: 'has a file' };
  if (leaving.has(id.toLowerCase())) return { id, title, outcome: 'to be deleted' };
  const slug = ruleSlug(title);
  const first = posix.join(folder, `${slug}.yaml`);
  const path = taken.has(first) ? posix.join(folder, `${slug}-${ruleSlug(id)}.yaml`) : first;
  taken.add(path);
  const absolute = resolve(io.cwd, path);
  if (existsSync(absolute)) return { id, title, outcome: 'in the way', path };
  const text = ruleYaml(body, { id });
  const { loaded, diagnostics } = loadRuleFile({ path, text });
  if (loaded === undefined) {
    return { id, title, outcome: 'unreadable', details: diagnostics.map(({ message }) => message) };
  }
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
  const row = resourceTypes.alertRule;
  const compiled = compileRule(loaded.rule, {});
  const wanted = alertRuleResource(compiled.id, compiled.body);
  const lost = row.diff(row.canonical(body), row.canonical(wanted.body)).map(({ field }) => field);
  return lost.length === 0
    ? { id, title, outcome: 'written', path }
    : { id, title, outcome: 'not lossless', path, details: lost };
}

function writtenWords(folder: string, paths: readonly string[]): string {
  return `  written  ${paths.filter((path) => posix.dirname(path) === folder).length} rules  ${inertLine(folder)}/`;
}

function queryOf({ body }: Resource): string {
  const { query } = objectAt(body, 'properties');
  return typeof query === 'string' ? query : '';
}

/** More files than this nobody reads one by one; what is not as it should be is always told. */
const MOST_WRITTEN = 20;

function words(pulled: readonly Pulled[], left: readonly WithoutFile[]): string {
  const written = pulled.flatMap(({ outcome, path }) => (outcome === 'written' && path !== undefined ? [path] : []));
  const many = written.length > MOST_WRITTEN;
  const folders = [...new Set(written.map((path) => posix.dirname(path)))].toSorted();
  const files = many ? folders.map((folder) => writtenWords(folder, written)) : [];
  const lines = pulled
    .filter(({ outcome }) => outcome !== 'has a file' && !(many && outcome === 'written'))
    .map(({ title, id, outcome, path, details = [] }) => {
      const place = path === undefined ? '' : `  ${inertLine(path)}`;
      const more = details.length === 0 ? '' : `: ${inertLine(details.join(', '))}`;
      return `  ${outcome}${more}  ${inertLine(title)}  ${inertLine(id)}${place}`;
    });
  const count = (outcome: Pulled['outcome']): number => pulled.filter((one) => one.outcome === outcome).length;
  const totals = (
    ['written', 'not lossless', 'has a file', 'in the way', 'to be deleted', 'other kind', 'unreadable'] as const
  )
    .flatMap((outcome) => (count(outcome) === 0 ? [] : [`${count(outcome)} ${outcome}`]))
    .join(', ');
  const told = left.map(
    ({ type, id, title }) => `  not pulled, a ${NOUNS[type]} without a file  ${inertLine(title)}  ${inertLine(id)}`,
  );
  return `${[...files, ...lines, ...told, totals === '' ? 'no rules' : totals].join('\n')}\n`;
}
