import type { Diagnostic, Source, Span } from '../../diagnostics';
import type { RuleFile } from '../../rules';
import { resourceTypes } from '../../state';
import { idIn, roleOf } from '../file-role';
import { readVersion } from '../reading';
import type { Reading } from '../reading';
import { againstCodes } from './against-codes';
import { compareVersions, nextVersion } from './version-number';

export interface AgainstInput {
  /** How people call what is compared with. */
  readonly ref: string;
  /** Files of the detections folder as they were. */
  readonly before: readonly Source[];
  /** Rules as they are. */
  readonly rules: readonly RuleFile[];
  /** Tombstones as they are. */
  readonly tombstones: readonly Source[];
}

type Code = (typeof againstCodes)[number]['code'];

/** What may not become of rules between a commit and now: versions that do not rise, ids that change, rules that vanish. */
export function againstFindings({ ref, before, rules, tombstones }: AgainstInput): readonly Diagnostic[] {
  const now = new Map(
    rules.flatMap((file) => (file.draft.id === undefined ? [] : [[file.draft.id.toLowerCase(), file]])),
  );
  const stones = byId(tombstones);
  const old = byId(before.filter(({ path }) => roleOf(path).kind === 'rule'));
  const oldStones = byId(before.filter(({ path }) => roleOf(path).kind === 'tombstone'));
  return [
    ...[...old].flatMap(([id, source]): readonly Diagnostic[] => {
      const file = now.get(id);
      if (file !== undefined) return file.source.text === source.text ? [] : versionFindings(source, file, ref);
      return stones.has(id) ? [] : [gone({ id, source, rules, ref })];
    }),
    ...[...oldStones].flatMap(([id, source]): readonly Diagnostic[] => {
      const stone = stones.get(id);
      if (stone === undefined) return now.has(id) ? [] : [stoneGone(source, ref)];
      return withoutCr(stone.text) === withoutCr(source.text) ? [] : [stoneChanged(stone, ref)];
    }),
  ];
}

function byId(sources: readonly Source[]): ReadonlyMap<string, Source> {
  return new Map(
    sources.toReversed().flatMap((source) => {
      const id = idIn(source.text);
      return id === undefined ? [] : [[id, source] as const];
    }),
  );
}

function versionFindings(source: Source, file: RuleFile, ref: string): readonly Diagnostic[] {
  const before = readVersion(source.path, source.text);
  const after = readVersion(file.source.path, file.source.text);
  // what cannot be read is found by other checks; hunting queries are not deployed
  if (before.kind !== 'rule' || after.kind !== 'rule') return [];
  const [old, now] = [versionOf(before), versionOf(after)];
  if (old === undefined) return [];
  const order = now === undefined ? 0 : compareVersions(now, old);
  if (order === undefined) return [];
  const span = file.document?.spanOf(now === undefined ? ['id'] : ['version'], 'value') ?? { start: 0, end: 0 };
  if (order < 0) {
    const message = `the version was ${old} at ${ref} and is ${now} now`;
    return [finding('version-lowered', file.source, span, { message, help: `Set \`version: ${nextVersion(old)}\`.` })];
  }
  const fields = [...new Set(resourceTypes.alertRule.diff(before.body, after.body).map(({ field }) => field))];
  if (order > 0 || fields.length === 0) return [];
  const message = `what is deployed changed since ${ref} (${fields.join(', ')}), and the version is ${now === undefined ? 'gone' : `still ${old}`}`;
  return [finding('version-not-raised', file.source, span, { message, help: `Set \`version: ${nextVersion(old)}\`.` })];
}

function versionOf({ file }: Extract<Reading, { kind: 'rule' }>): string | undefined {
  return typeof file['version'] === 'string' ? file['version'] : undefined;
}

function gone({
  id,
  source,
  rules,
  ref,
}: Pick<AgainstInput, 'rules' | 'ref'> & { readonly id: string; readonly source: Source }): Diagnostic {
  const heir = rules.find((file) => file.source.path === source.path);
  if (heir?.draft.id !== undefined) {
    const message = `the id was ${id} at ${ref}`;
    const help =
      'An id never changes: set it back; or add a tombstone for the old rule (schemas/tombstone.schema.json).';
    return finding('id-changed', heir.source, heir.document?.spanOf(['id'], 'value') ?? spanOfId(heir.source), {
      message,
      help,
    });
  }
  const message = `this rule was there at ${ref} and is in no file now`;
  const help = `Add a tombstone, \`_retired/<name>.yaml\` with id, name, date, reason and replacement; or bring the rule back.`;
  return finding('rule-vanished', source, spanOfId(source), { message, help });
}

function stoneGone(source: Source, ref: string): Diagnostic {
  const message = `this tombstone was there at ${ref} and is gone`;
  return finding('tombstone-removed', source, spanOfId(source), {
    message,
    help: 'Bring it back: tombstones stay for good.',
  });
}

function stoneChanged(source: Source, ref: string): Diagnostic {
  const message = `this tombstone says something else than at ${ref}`;
  return finding('tombstone-changed', source, spanOfId(source), { message, help: 'Leave it as it was.' });
}

/** The line that says the id. */
function spanOfId({ text }: Source): Span {
  const found = /^\uFEFF?id:[^\r\n]*/m.exec(text);
  return found === null ? { start: 0, end: 0 } : { start: found.index, end: found.index + found[0].length };
}

function finding(
  code: Code,
  source: Source,
  span: Span,
  words: { readonly message: string; readonly help: string },
): Diagnostic {
  const severity = againstCodes.find((each) => each.code === code)?.severity ?? 'error';
  return { code, severity, source, span, ...words };
}

function withoutCr(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
