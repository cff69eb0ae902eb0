import { compareDiagnostics, lineStarts, positionAt } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { checkProject, projectChecks } from '../../src/rules';
import type { CheckOptions, Knowledge, ProjectFile } from '../../src/rules';
import { mistakeKinds } from './known-mistakes';
import type { MistakeKind } from './known-mistakes';
import type { Corpus } from './read-corpus';

interface Recall {
  readonly kind: MistakeKind;
  /** Files that are known to have it. */
  readonly files: number;
  /** Those in which it was neither found nor explained. */
  readonly missed: readonly string[];
}

export interface Measure {
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly crashes: readonly string[];
  /** Findings that point at nothing, or outside their file. */
  readonly misplaced: readonly string[];
  readonly recall: readonly Recall[];
  /** Number of files known to be broken, and those of them that got no error. */
  readonly broken: number;
  readonly silent: readonly string[];
  /** Errors that neither a known mistake nor the documentation accounts for. */
  readonly unexplained: readonly string[];
  readonly milliseconds: number;
}

interface KnownMistake {
  readonly path: string;
  readonly kind: MistakeKind;
}

/** Checks every file of a corpus and compares with what is known of it. */
export function measure(corpus: Corpus, today: string, catalog: Knowledge): Measure {
  const { files, explained } = corpus;
  const begin = performance.now();
  const { whole, crashes, alone } = oneByOne(files, { today, catalog });
  const across = new Set<string>(projectChecks.map(({ code }) => code));
  const together = checkProject(whole, { today }).diagnostics.filter(({ code }) => across.has(code));
  const diagnostics = [...alone, ...together].toSorted(compareDiagnostics);
  const milliseconds = performance.now() - begin;
  const byFile = grouped(diagnostics);
  const foundIn = (path: string): readonly Diagnostic[] => byFile.get(path) ?? [];
  const known = knownMistakes(corpus);
  const broken = [...new Set(known.filter(({ kind }) => kind.broken).map(({ path }) => path))];
  return {
    files: files.length,
    diagnostics,
    crashes,
    misplaced: diagnostics.filter(isMisplaced).map(shown),
    recall: [...mistakeKinds.values()].flatMap((kind) => {
      const paths = known.filter((each) => each.kind === kind).map(({ path }) => path);
      const missed = paths.filter(
        (path) => !foundIn(path).some((each) => isOf(each, kind)) && !explained.has(`${path} ${kind.finding}`),
      );
      return paths.length === 0 ? [] : [{ kind, files: paths.length, missed }];
    }),
    broken: broken.length,
    silent: broken.filter(
      (path) => !foundIn(path).some(({ severity }) => severity === 'error') && !explained.has(`${path} no-error`),
    ),
    unexplained: diagnostics
      .filter((each) => each.severity === 'error' && !explained.has(`${each.source.path} ${each.code}`))
      .filter((each) => !known.some(({ path, kind }) => path === each.source.path && isOf(each, kind)))
      .map(shown),
    milliseconds,
  };
}

/** Each file alone: one that makes the checks throw is told apart and left out of the rest. */
function oneByOne(
  files: readonly ProjectFile[],
  options: CheckOptions,
): {
  readonly whole: readonly ProjectFile[];
  readonly crashes: readonly string[];
  readonly alone: readonly Diagnostic[];
} {
  const crashes: string[] = [];
  const alone: Diagnostic[] = [];
  const whole = files.filter((file) => {
    try {
      alone.push(...checkProject([file], options).diagnostics);
      return true;
    } catch (error) {
      crashes.push(`${file.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return false;
    }
  });
  return { whole, crashes, alone };
}

function knownMistakes({ known }: Corpus): readonly KnownMistake[] {
  return [...known].flatMap(([path, findings]) =>
    [...new Set(findings)].flatMap((finding) => {
      const kind = mistakeKinds.get(finding);
      if (kind === undefined) throw new Error(`known-mistakes.json names a kind that is not in the table: ${finding}`);
      return [{ path, kind }];
    }),
  );
}

/** Codes whose message need not name the key: of a text that is no YAML, and of `id` alone. */
const ABOUT_ITSELF: ReadonlySet<string> = new Set(['yaml-syntax', 'id-not-guid']);

function isOf({ code, message }: Diagnostic, { codes, about }: MistakeKind): boolean {
  return codes.includes(code) && (about === undefined || message.includes(about) || ABOUT_ITSELF.has(code));
}

function isMisplaced({ source, span }: Diagnostic): boolean {
  const { text } = source;
  if (text === '') return false;
  const { line } = positionAt(source, span.start);
  return span.start < 0 || span.end > text.length || span.end <= span.start || line > lineStarts(source).length;
}

function grouped(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const each of diagnostics) {
    const group = groups.get(each.source.path);
    if (group === undefined) groups.set(each.source.path, [each]);
    else group.push(each);
  }
  return groups;
}

function shown({ source, span, code, message }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start);
  return `${source.path}:${line}:${column} ${code}: ${message}`;
}
