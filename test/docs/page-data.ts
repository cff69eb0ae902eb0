import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/yaml';

/**
 * What a page needs that its prose does not tell: `pages/<path of the page>.yaml`. Commands are named by their text, blocks by
 * their first line.
 */
export interface PageData {
  /** A project that TypeScript makes, see `projects.ts`; else the one that `copies` and `files` make. */
  readonly project?: 'story' | 'audited';
  /** Files and folders of this repository that the project begins with: `detections`, unless said otherwise. */
  readonly copies?: readonly string[];
  /** Further files by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether an emulator runs while the page is followed; its address is `$EMULATOR`, in `files` too. */
  readonly emulator?: boolean;
  /** Whether a GitHub answers that approved the run and keeps comments and issues, with the variables of a workflow's step. */
  readonly github?: boolean;
  /** Whether the project is a repository, with all of it in the first commit on `main`. */
  readonly git?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Programs that the page calls and no test may: name, and the shell script that stands in. */
  readonly stubs?: Readonly<Record<string, string>>;
  /** Shell that has been run before the page begins; `$REPOSITORY` is this repository. */
  readonly setup?: string;
  /** Shell that is run before a command: what time or other people did. */
  readonly before?: Readonly<Record<string, string>>;
  /** Shell that must end well after the page. */
  readonly after?: string;
  /** Words of commands that stand for something of the reader's, and the shell words that take their place. */
  readonly words?: Readonly<Record<string, string>>;
  /** Exit codes of commands, if not 0; a list for one that stands there several times. */
  readonly exits?: Readonly<Record<string, number | readonly number[]>>;
  /** Commands that would ask somebody, and what is run for each: the same with the answer. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Commands that go on until they are interrupted, and what is run for each: the same with a port of its own. */
  readonly servers?: Readonly<Record<string, string>>;
  /** Commands that no test runs, and why. */
  readonly notRun?: Readonly<Record<string, string>>;
  /** Regular expressions of what differs from run to run, on the page and in the output. */
  readonly masks?: readonly string[];
  /** Blocks that are a part of a file, and of which: `config`, `rule`. */
  readonly fragments?: Readonly<Record<string, string>>;
  /** Blocks that stand word by word in a file of this repository. */
  readonly excerpts?: Readonly<Record<string, string>>;
  /** Blocks of `text`, and why they are no command. */
  readonly drawings?: Readonly<Record<string, string>>;
  /** Rows that `kusto` blocks read: a folder of the project. */
  readonly rows?: string;
  /** The test that holds the blocks of a generated page against what they show. */
  readonly provenBy?: string;
}

export const ROOT = join(__dirname, '..', '..');

/** The data of a page; none where it needs none. */
export function dataOf(page: string): PageData {
  const file = join(__dirname, 'pages', page.replace(/\.md$/, '.yaml'));
  if (!existsSync(file)) return {};
  const { document, diagnostics } = parseYaml({ path: file, text: readFileSync(file, 'utf8') });
  if (document === undefined || diagnostics.length > 0) {
    throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  }
  return document.value as PageData;
}
