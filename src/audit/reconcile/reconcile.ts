import type { DeploymentEntry, EndRecord, RatificationRecord } from '../../ledger';
import type { LogWrite } from './log-write';

/** What stands behind one write of a log. */
export type Explanation =
  /** A write that the ledger kept, by the request's id or by the time. */
  | { readonly kind: 'ours'; readonly deployment: string; readonly by: 'request id' | 'time' }
  | { readonly kind: 'ratified'; readonly by: string; readonly ticket: string; readonly second: string }
  /** It did not take effect. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'out of pipeline' };

export interface Reconciled {
  readonly target: string;
  readonly writes: readonly (LogWrite & { readonly explanation: Explanation })[];
  /** Writes of the ledger within the time of the log that the log does not have. */
  readonly unlogged: readonly OwnWrite[];
}

/** A write of a rule that a deployment says took effect. */
export interface OwnWrite {
  readonly rule: string;
  readonly operation: LogWrite['operation'];
  readonly deployment: string;
  /** When, by the service's clock where it was kept; else from the beginning to the end of the deployment. */
  readonly from: string;
  readonly to: string;
  /** What the service and its logs may call it. */
  readonly requests: readonly string[];
}

/** How far the clocks of the log, the service and the runner may be apart. */
const SKEW_MS = 2 * 60_000;

/** Explains each write of a log by one write of the ledger, or by a ratification; each of them explains once. */
export function reconcile(
  writes: readonly LogWrite[],
  { target, deployments }: { readonly target: string; readonly deployments: readonly DeploymentEntry[] },
): Reconciled {
  const own = ownWrites(deployments);
  const ratifications = deployments.flatMap(({ record }) => (record.kind === 'ratification' ? [record] : []));
  const used = new Set<OwnWrite | RatificationRecord>();
  const take = <T extends OwnWrite | RatificationRecord>(
    from: readonly T[],
    fits: (one: T) => boolean,
  ): T | undefined => {
    const found = from.find((one) => !used.has(one) && fits(one));
    if (found !== undefined) used.add(found);
    return found;
  };
  const exact = new Map(
    writes.map((write) => [
      write,
      write.succeeded
        ? take(
            own,
            (one) =>
              sameRule(one, write) &&
              write.correlationId !== null &&
              one.requests.some((id) => sameText(id, write.correlationId)),
          )
        : undefined,
    ]),
  );
  const explained = writes.map((write) => {
    const explanation = ((): Explanation => {
      if (!write.succeeded) return { kind: 'refused' };
      const known = exact.get(write);
      if (known !== undefined) return { kind: 'ours', deployment: known.deployment, by: 'request id' };
      const near = take(own, (one) => sameRule(one, write) && within(write.at, one));
      if (near !== undefined) return { kind: 'ours', deployment: near.deployment, by: 'time' };
      const agreed = take(ratifications, (one) => covers(one, write));
      if (agreed === undefined) return { kind: 'out of pipeline' };
      const { by = 'nobody named', ticket = 'no ticket', second = 'nobody named' } = agreed;
      return { kind: 'ratified', by, ticket, second };
    })();
    return { ...write, explanation };
  });
  const [first, last] = [writes[0], writes.at(-1)];
  const unlogged = own.filter(
    (one) => !used.has(one) && first !== undefined && last !== undefined && one.to >= first.at && one.from <= last.at,
  );
  return { target, writes: explained, unlogged };
}

function ownWrites(deployments: readonly DeploymentEntry[]): readonly OwnWrite[] {
  const begins = new Map(deployments.map((entry) => [entry.hash, entry]));
  return deployments.flatMap(({ record }) => (record.kind === 'end' ? writesOf(record, begins) : []));
}

function writesOf(end: EndRecord, begins: ReadonlyMap<string, DeploymentEntry>): readonly OwnWrite[] {
  const start = begins.get(end.begin)?.record.at ?? end.at;
  return end.actions.flatMap(({ type, id, outcome, live, date, requestId, correlationId }): readonly OwnWrite[] => {
    // a write that may have taken effect explains a row, too
    if (type !== 'alertRule' || outcome === 'not applied') return [];
    const time = date === undefined ? Number.NaN : Date.parse(date);
    const moment = Number.isNaN(time) ? undefined : new Date(time).toISOString();
    const operation = live === null ? 'delete' : 'write';
    return [
      {
        rule: id,
        operation,
        deployment: end.begin,
        from: moment ?? start,
        to: moment ?? end.at,
        requests: [requestId, correlationId].filter((one) => one !== undefined),
      },
    ];
  });
}

function sameRule(one: { readonly rule: string; readonly operation: string }, write: LogWrite): boolean {
  return sameText(one.rule, write.rule) && one.operation === write.operation;
}

function within(at: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) - SKEW_MS && time <= Date.parse(to) + SKEW_MS;
}

/** A ratification is about the write that it names; one that names none is about the last write of the rule before it. */
function covers({ subject, event, at, hash }: RatificationRecord, write: LogWrite): boolean {
  if (subject.type !== 'alertRule' || !sameText(subject.id, write.rule)) return false;
  if (Date.parse(at) < Date.parse(write.at)) return false;
  if (event?.correlationId !== undefined) return sameText(event.correlationId, write.correlationId);
  if (event?.at !== undefined) return within(write.at, { from: event.at, to: event.at });
  return (hash === null) === (write.operation === 'delete');
}

function sameText(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}
