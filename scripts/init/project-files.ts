import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ProjectFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface ProjectNames {
  /** `organisation/repository`. */
  readonly repository: string;
  /** What workflows get the program from: `owner/repository@<commit>`; without it they have none. */
  readonly action?: string;
}

/** Files of this repository that others get as they are. */
const SAME = [
  '.vscode/settings.json',
  '.vscode/tasks.json',
  '.vscode/extensions.json',
  '.vscode/sentinel-rules.code-snippets',
  '.github/rulesets/main.json',
];

/** Templates, and the names that they get. Files that begin with a point are left out of packages, so they have none there. */
const TEMPLATES = {
  CODEOWNERS: '.github/CODEOWNERS',
  allowed_signers: '.github/allowed_signers',
  gitattributes: '.gitattributes',
  gitignore: '.gitignore',
  'identities.json': '.github/identities.json',
  'sentinel.config.yaml': 'sentinel.config.yaml',
} as const;

/** Where the JSON Schemas are in a project that has the program as a dependency. */
const SCHEMAS = './node_modules/sentinel-rules/schemas/';

/** All that a new project gets. `root` is where the program is. */
export function projectFiles(root: string, { repository, action }: ProjectNames): readonly ProjectFile[] {
  const read = (...parts: readonly string[]): string => readFileSync(join(root, ...parts), 'utf8');
  const [owner = ''] = repository.split('/');
  const workflows = join('.github', 'workflows');
  return [
    ...SAME.map((path) => ({ path, text: read(path).replaceAll('"./schemas/', `"${SCHEMAS}`) })),
    ...Object.entries(TEMPLATES).map(([name, path]) => ({
      path,
      text: read('templates', name).replaceAll('@OWNER/', `@${owner}/`).replaceAll('REPOSITORY', repository),
    })),
    ...(action === undefined
      ? []
      : readdirSync(join(root, workflows))
          .filter((name) => name !== 'ci.yml')
          .map((name) => ({
            path: `.github/workflows/${name}`,
            text: read(workflows, name).replaceAll('uses: ./\n', `uses: ${action}\n`),
          }))),
  ];
}
