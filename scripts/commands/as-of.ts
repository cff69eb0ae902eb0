import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  asOf as stateAt,
  between,
  renderAsOf,
  renderAsOfMarkdown,
  renderBetween,
  renderBetweenMarkdown,
} from '../../src/audit';
import type { AsOf } from '../../src/audit';
import type { JsonObject } from '../../src/json';
import { inertJson } from '../../src/state';
import { clonedLedger, readBodies, wholeChains } from '../audit/read-chains';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['table', 'json', 'markdown'] as const;

export const asOf = defineCommand({
  name: 'as-of',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'table' },
    out: { type: 'string', describe: 'folder to write the bodies to, one file a rule' },
  },
  positionals: {
    time: { describe: 'a time such as 2026-03-02T14:00Z, or two of them, A..B, for the difference', required: true },
  },
  examples: [
    ['as-of 2026-03-02T14:00Z --target prod', 'the rule set of that moment, rules that are not ours too'],
    ['as-of 2026-03-01..2026-04-01 --target prod', 'what changed in March'],
    ['as-of 2026-03-02T14:00Z --target prod --out evidence', 'the bodies as files'],
  ],
  async run({ time, target: name, format, out }, io) {
    const target = pickTarget(loadConfig(io), name);
    const [from = '', to] = time.split('..');
    const store = clonedLedger(io.cwd, target);
    const chains = await wholeChains(store, target.name);
    const start = readMoment(from, io);
    const state = stateAt(chains, { target: target.name, at: start });
    const bodiesOf = ({ rules }: AsOf): readonly string[] => rules.flatMap(({ body }) => (body === null ? [] : [body]));
    if (to === undefined) {
      const bodies = await readBodies(store, bodiesOf(state));
      const told = stateAt(chains, { target: target.name, at: start, bodies });
      if (out !== undefined) writeBodies(io, out, { state: told, bodies });
      io.stdout(
        format === 'json'
          ? `${inertJson({ ...told, rules: told.rules.map((rule) => ({ ...rule, value: rule.body === null ? null : (bodies.get(rule.body) ?? null) })) })}\n`
          : format === 'table'
            ? renderAsOf(told)
            : renderAsOfMarkdown(told),
      );
      return EXIT.ok;
    }
    if (out !== undefined) throw new UsageError('--out goes with one moment: a difference has no bodies of its own');
    const end = readMoment(to, io);
    if (Date.parse(end) < Date.parse(start))
      throw new UsageError(`${to} is before ${from}: give the earlier time first`);
    const later = stateAt(chains, { target: target.name, at: end });
    const bodies = await readBodies(store, [...bodiesOf(state), ...bodiesOf(later)]);
    const found = between(chains, { target: target.name, from: start, to: end, bodies });
    io.stdout(
      format === 'json'
        ? `${inertJson(found)}\n`
        : format === 'table'
          ? renderBetween(found, { color: io.color })
          : renderBetweenMarkdown(found),
    );
    return EXIT.ok;
  },
});

/** A moment that somebody asks about; a day alone is its beginning, in UTC. */
function readMoment(text: string, io: Pick<Io, 'now'>): string {
  if (text === 'now') return io.now().toISOString();
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text;
  const time = /^\d{4}-\d{2}-\d{2}/.test(zoned) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError(`${JSON.stringify(text)} is no time: write 2026-03-02, 2026-03-02T14:00Z or now (UTC)`);
  }
  if (time > io.now().getTime()) throw new UsageError(`${text} lies in the future: the ledger knows what was`);
  return new Date(time).toISOString();
}

interface Written {
  readonly state: AsOf;
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

/** One file a rule, named by its id, and an index that says which is which. */
function writeBodies(io: Io, out: string, { state, bodies }: Written): void {
  const folder = resolve(io.cwd, out);
  mkdirSync(folder, { recursive: true });
  let missing = 0;
  for (const { type, id, body, presence } of state.rules) {
    const value = body === null ? undefined : bodies.get(body);
    if (value === undefined) missing += presence === 'there' ? 1 : 0;
    else writeFileSync(join(folder, `${fileName(type)}-${fileName(id)}.json`), `${inertJson(value)}\n`);
  }
  writeFileSync(join(folder, 'index.json'), `${inertJson(state)}\n`);
  if (missing > 0) io.stderr(`${missing} of the bodies are not kept: their hashes are in index.json\n`);
}

/** Ids come from a workspace: no separators, no dots at the beginning. */
function fileName(id: string): string {
  return encodeURIComponent(id).replace(/^\.+/, '_');
}
