import type { Diagnostic, Source, Span } from '../diagnostics';
import { validate } from '../schema';
import { parseYaml } from '../yaml';
import type { YamlDocument, YamlPath } from '../yaml';
import { kindOfFile } from './classify';
import type { FileKind } from './classify';
import { draftOf } from './draft';
import type { LoadedRule } from './rule';
import type { RuleDraft, RuleFileContent } from './rule-file';
import { toRule } from './to-rule';

/** A file of the project's detections after YAML and schema. */
export interface RuleFile {
  readonly source: Source;
  /** What it was taken for; undefined where nothing could be read. */
  readonly kind?: FileKind;
  readonly document?: YamlDocument;
  /** Its content without what is wrong. */
  readonly draft: RuleDraft;
  /** Where something is wrong, so that what the draft says there is not all that the file says. */
  readonly refused: readonly YamlPath[];
  /** The rule, where the file is one and nothing is wrong with its YAML and shape. */
  readonly loaded?: LoadedRule;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a rule or hunting query. Never throws: what is wrong is in `diagnostics`, what is right in `draft`. */
export function loadRuleFile(source: Source): RuleFile {
  const { document, diagnostics: yaml } = parseYaml(source);
  if (document === undefined) return { source, draft: {}, refused: [[]], diagnostics: yaml };
  const kind = kindOfFile(document.value);
  const shape = validate(kind, document);
  const news = shape.filter(
    ({ code, path, span }) =>
      !(document.recovered && code === 'missing-key') &&
      !losesItsText(document, path) &&
      !yaml.some((found) => overlap(found.span, span)),
  );
  const query = document.embeddedAt(['query']);
  const fine = yaml.length === 0 && shape.length === 0 && kind === 'rule' && query !== undefined;
  const draft = draftOf(document.value, shape);
  return {
    source,
    kind,
    document,
    draft,
    refused: document.recovered ? [[]] : shape.map(({ path }) => path),
    // nothing was refused, so the draft is the whole content
    ...(fine ? { loaded: { rule: toRule(draft as RuleFileContent), path: source.path, query, document } } : {}),
    diagnostics: [...yaml, ...news],
  };
}

/** Whether an empty value stands right before lines that were left out: they are its text, not indented. */
function losesItsText(document: YamlDocument, path: YamlPath): boolean {
  const scalar = document.scalarAt(path);
  if (scalar === undefined || scalar.text.trim() !== '') return false;
  const { text } = document.source;
  return document.broken.some(
    ({ start }) => start >= scalar.span.end && text.slice(scalar.span.end, start).trim() === '',
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
