import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json';
import { runGit } from '../git/git';
import type { Config } from '../targets/read-config';
import { CONFIG_FILE } from '../targets/read-config';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

/** Node, git and the project's own files. */
export async function lookAtMachine(root: string, config: Config, nodeVersion: string): Promise<readonly Symptom[]> {
  return [node(nodeVersion), await git(root), configuration(root), detections(root, config), schemas(root)];
}

function node(version: string): Symptom {
  const wanted = packageFile.engines.node;
  const least = /(\d+)\.(\d+)/.exec(wanted);
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  const [, major = 0, minor = 0] = (least ?? []).map(Number);
  const [, haveMajor = 0, haveMinor = 0] = (found ?? []).map(Number);
  const enough = haveMajor > major || (haveMajor === major && haveMinor >= minor);
  return enough ? good('node', version) : ill('bad', 'node', [version, `install Node.js ${wanted}`]);
}

async function git(root: string): Promise<Symptom> {
  const { code, stdout } = await runGit({ folder: root, args: ['status', '--porcelain'] });
  if (code !== 0) {
    return ill('warning', 'git', [
      'no repository, or no git',
      'git init, and commit the rules: plans name the commit that they are of',
    ]);
  }
  const changed = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '').length;
  return changed === 0
    ? good('git', 'a clean repository')
    : ill('warning', 'git', [
        `${changed} uncommitted files`,
        'commit them: a plan of uncommitted rules is refused where a target has guards',
      ]);
}

function configuration(root: string): Symptom {
  return existsSync(join(root, CONFIG_FILE))
    ? good('configuration', CONFIG_FILE)
    : ill('warning', 'configuration', [
        `no ${CONFIG_FILE}: the only target is local`,
        '`sentinel-rules init` writes one to fill in',
      ]);
}

function detections(root: string, { detections: folder }: Config): Symptom {
  return existsSync(join(root, folder))
    ? good('rules', `${folder}/`)
    : ill('bad', 'rules', [
        `there is no folder ${folder}`,
        '`sentinel-rules new` writes a first rule, `pull` and `import` bring those that you have',
      ]);
}

function schemas(root: string): Symptom {
  const places = ['schemas', join('node_modules', 'sentinel-rules', 'schemas')];
  const found = places.find((place) => existsSync(join(root, place, 'rule.schema.json')));
  return found === undefined
    ? ill('warning', 'editor', [
        'editors find no JSON Schemas',
        'install sentinel-rules in the project, for `.vscode/settings.json` of `sentinel-rules init`',
      ])
    : good('editor', `JSON Schemas in ${found}`);
}
