import type { Diagnostic } from '../../diagnostics';
import type { Tombstone } from './tombstone';
import { tombstoneCodes } from './tombstone-codes';

/** A file that says an id: a rule, or a hunting query. */
export interface IdHolder {
  /** In lower case. */
  readonly id: string;
  readonly path: string;
}

type Code = (typeof tombstoneCodes)[number]['code'];

/** Compares tombstones with each other and with the rules that there are. */
export function checkTombstones(tombstones: readonly Tombstone[], rules: readonly IdHolder[]): readonly Diagnostic[] {
  const living = new Map(rules.map(({ id, path }) => [id, path]));
  const retired = new Map(tombstones.map(({ id, document }) => [id, document.source.path]));
  return tombstones.flatMap((tombstone): readonly Diagnostic[] => {
    const { id, replacement, document } = tombstone;
    const say = (code: Code, key: string, words: { readonly message: string; readonly help: string }): Diagnostic => ({
      code,
      severity: tombstoneCodes.find((each) => each.code === code)?.severity ?? 'error',
      source: document.source,
      span: document.spanOf([key], 'value'),
      ...words,
    });
    const path = living.get(id);
    const first = retired.get(id);
    const other = first === undefined || first === document.source.path ? undefined : first;
    return [
      ...(path === undefined
        ? []
        : [
            say('tombstone-rule-lives', 'id', {
              message: `the rule is in ${path}`,
              help: 'Remove its file; or, if the rule is back, remove the tombstone.',
            }),
          ]),
      ...(other === undefined
        ? []
        : [
            say('tombstone-twice', 'id', {
              message: `the id is also that of ${other}`,
              help: 'Keep one of the two.',
            }),
          ]),
      ...(replacement === undefined || living.has(replacement) || retired.has(replacement)
        ? []
        : [
            say('tombstone-replacement-unknown', 'replacement', {
              message: 'no rule has this id, and no tombstone',
              help: 'Name the id of the rule that looks for the same now, or leave `replacement` out.',
            }),
          ]),
    ];
  });
}
