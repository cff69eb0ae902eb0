import type { BodyRef, LedgerRecord, Subject } from './record';

/** A body that a record leads to, and whose it is. */
export interface KeptBody extends BodyRef {
  readonly subject: Subject;
}

/** Every body that a record leads to, what was seen before what was left. */
export function bodyRefs(record: LedgerRecord): readonly KeptBody[] {
  switch (record.kind) {
    case 'begin':
      return record.actions.flatMap((action) => refs(action, [action.seen, action.desired]));
    case 'end':
      return record.actions.flatMap((action) => refs(action, [action.live]));
    case 'observation':
      return record.resources.flatMap((resource) => refs(resource, [resource]));
    case 'ratification':
      return refs(record.subject, [record]);
    case 'probe':
    case 'erasure':
      return [];
  }
}

type MaybeRef = { readonly hash: string | null; readonly body?: string } | null | undefined;

function refs(subject: Subject, found: readonly MaybeRef[]): readonly KeptBody[] {
  return found.flatMap((ref) =>
    ref?.body === undefined || ref.hash === null ? [] : [{ subject, hash: ref.hash, body: ref.body }],
  );
}
