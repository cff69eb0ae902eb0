import { hashJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import { sealEntry } from '../../src/ledger';
import type { RatificationRecord } from '../../src/ledger';
import { inertLine, liveHash, resourceTypes } from '../../src/state';
import type { Resource } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import { actorOf } from '../deployment/actor';
import { withTarget } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

export const ratify = defineCommand({
  name: 'ratify',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    by: { type: 'string', describe: 'who made the change' },
    ticket: { type: 'string', describe: 'where it is accounted for' },
    second: { type: 'string', describe: 'the second person, who agreed to it afterwards' },
    reason: { type: 'string', describe: 'why it was made outside of the pipeline' },
    correlation: { type: 'string', describe: "the log's CorrelationId of the write that this is about" },
    at: { type: 'string', describe: 'when the write was, as the log says, where it has no CorrelationId' },
  },
  positionals: { rule: { describe: 'id of the rule', required: true } },
  examples: [
    [
      'ratify 8e1d3f6a-... --target prod --by soc-lead --ticket INC-4711 --second detection-owner --reason "noise in an incident"',
      'answer for what is live now',
    ],
  ],
  async run({ rule, target: name, by, ticket, second, reason, correlation, at }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const named = required({ by, ticket, second, reason });
    if (named.by.toLowerCase() === named.second.toLowerCase()) {
      throw new UsageError('--second must be somebody else than --by: one person does not ratify what they did');
    }
    const event = eventOf({ correlation, at });
    return withTarget(io, target, async ({ workspace }) => {
      const { live, ledger, known } = await readWorkspace({ root: io.cwd, config, target, workspace });
      if (known.problem !== undefined) {
        io.stderr(`the ledger cannot be built upon: ${known.problem}\n`);
        return EXIT.guard;
      }
      if (ledger.standing.open !== undefined) {
        io.stderr('a deployment has not ended: wait for it, or `deploy --resume`\n');
        return EXIT.conflict;
      }
      const found = live.find(({ id }) => id.toLowerCase() === rule.toLowerCase());
      const bodies = new Map<string, JsonObject>();
      const record: RatificationRecord = {
        kind: 'ratification',
        at: io.now().toISOString(),
        actor: actorOf(io.env),
        subject: { type: 'alertRule', id: found?.id ?? rule },
        ...accepted(found, bodies),
        ...named,
        ...event,
      };
      const entry = sealEntry(record, { target: target.name, chain: 'deployments', last: ledger.standing.last });
      if ((await ledger.store.append(entry, bodies)) === 'moved') {
        io.stderr('somebody else wrote to the ledger: nothing was ratified. Try again.\n');
        return EXIT.conflict;
      }
      const what =
        found === undefined
          ? `${rule} is not there`
          : `${resourceTypes.alertRule.title(found.body) ?? rule} is as it is`;
      io.stdout(
        `${inertLine(target.name)}: ratified that ${inertLine(what)}: ${inertLine(named.by)}, ${inertLine(named.ticket)}, seconded by ${inertLine(named.second)}\n`,
      );
      return EXIT.ok;
    });
  },
});

/** What is accepted: what is live, or that nothing is. */
function accepted(
  found: Resource | undefined,
  bodies: Map<string, JsonObject>,
): Pick<RatificationRecord, 'hash' | 'body'> {
  if (found === undefined) return { hash: null };
  const body = hashJson(found.body);
  bodies.set(body, found.body);
  return { hash: liveHash(found), body };
}

type Named = Readonly<Record<'by' | 'ticket' | 'second' | 'reason', string>>;

function required(given: Readonly<Record<keyof Named, string | undefined>>): Named {
  const text = (key: keyof Named): string => given[key]?.trim() ?? '';
  const keys = ['by', 'ticket', 'second', 'reason'] as const;
  const missing = keys.filter((key) => text(key) === '');
  if (missing.length > 0) throw new UsageError(`a ratification names ${missing.map((key) => `--${key}`).join(', ')}`);
  return { by: text('by'), ticket: text('ticket'), second: text('second'), reason: text('reason') };
}

function eventOf({
  correlation,
  at,
}: {
  readonly correlation: string | undefined;
  readonly at: string | undefined;
}): Pick<RatificationRecord, 'event'> {
  if (correlation !== undefined) return { event: { correlationId: correlation } };
  if (at === undefined) return {};
  const time = Date.parse(at);
  if (Number.isNaN(time)) throw new UsageError(`--at takes an ISO 8601 time such as 2026-01-10T00:00:00Z, found ${at}`);
  return { event: { at: new Date(time).toISOString() } };
}
