import type { Diagnostic } from '../../diagnostics';
import { compareText, suggest } from '../../diagnostics';
import { withoutAccepted } from '../accept-findings';
import type { RuleFile } from '../load';
import type { CheckOptions, PlacedFinding } from '../run-checks';
import { unreadableFile } from '../unreadable-file';
import { checkTuned } from './check-tuned';
import { checkTuning, loadTuning } from './load-tuning';
import type { Tuning } from './load-tuning';

/**
 * What is wrong with tuning files: by themselves, with each other, and with what they make of their rules. `own` is what
 * was found in each rule as it is.
 */
export function checkTunings(
  own: ReadonlyMap<RuleFile, readonly PlacedFinding[]>,
  options: CheckOptions,
): readonly Diagnostic[] {
  const { tunings = [], targets } = options;
  if (tunings.length === 0) return [];
  const byId = new Map([...own.keys()].map((file) => [file.draft.id?.toLowerCase(), file]));
  const first = new Map<string, Tuning>();
  return tunings
    .toSorted((a, b) => compareText(a.path, b.path))
    .flatMap((source) => {
      if ('failure' in source) return [unreadableFile(source.path, source.failure)];
      const { tuning, diagnostics } = loadTuning(source);
      if (tuning === undefined) return diagnostics;
      const unknown = targets === undefined ? undefined : unknownTarget(tuning, targets);
      if (unknown !== undefined) return [...diagnostics, unknown];
      const file = byId.get(tuning.rule);
      const key = `${source.path.split('/').slice(0, -1).join('/')} ${tuning.rule}`;
      const other = first.get(key);
      if (other !== undefined) return [...diagnostics, tunedTwice(tuning, other)];
      first.set(key, tuning);
      // a rule that is wrong as it is says so itself
      if (file !== undefined && file.loaded === undefined) return diagnostics;
      const found = checkTuning(tuning, file?.loaded?.rule);
      const tuned = file === undefined ? [] : checkTuned(tuning, { file, own: own.get(file) ?? [] }, options);
      const accepting = {
        document: tuning.document,
        whole: diagnostics.length === 0,
        wasLookedFor: () => options.catalog !== undefined,
      };
      return [...diagnostics, ...withoutAccepted(accepting, [...found, ...tuned])];
    });
}

/** A folder that is named like no target: nothing would ever read the file. */
function unknownTarget({ document }: Tuning, targets: readonly string[]): Diagnostic | undefined {
  const { source } = document;
  const name = source.path.split('/').at(-2) ?? '';
  if (targets.includes(name)) return undefined;
  const near = suggest(name, targets);
  const known = targets.toSorted().join(', ');
  return {
    code: 'tuning-target-unknown',
    severity: 'error',
    message: `there is no target ${JSON.stringify(name)}, whose folder this file is in`,
    help: near === undefined ? `the configuration has ${known}` : `did you mean \`${near}\`? Move the file there`,
    source,
    span: document.spanOf(['rule'], 'key'),
  };
}

/** Two files of one target for one rule. */
export function tunedTwice({ document, rule }: Tuning, other: Tuning): Diagnostic {
  return {
    code: 'tuning-twice',
    severity: 'error',
    message: `rule ${rule} is tuned for this target by ${other.document.source.path} already`,
    help: 'put all that the target changes of a rule into one file',
    source: document.source,
    span: document.spanOf(['rule'], 'value'),
  };
}
