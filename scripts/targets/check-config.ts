// not by the room's door: the Azure libraries behind it would cost every command a fifth of a second
import { readEndpoint } from '../../deploy/endpoint';
import type { Diagnostic } from '../../src/diagnostics';
import { nearest } from '../../src/targets';
import type { YamlDocument, YamlPath } from '../../src/yaml';
import type { ConfigFile } from './config-file';
import type { Target, TargetEntry } from './target';

type Find = (code: string, path: YamlPath, words: Words, part?: 'key' | 'value') => Diagnostic;

interface Words {
  readonly message: string;
  readonly help: string;
}

/** Mistakes in a configuration that a schema cannot see: addresses, one workspace twice, waves of what does not exist. */
export function checkConfig(
  file: ConfigFile,
  targets: ReadonlyMap<string, Target>,
  document: YamlDocument,
): readonly Diagnostic[] {
  const find: Find = (code, path, words, part = 'value') => ({
    code,
    severity: 'error',
    source: document.source,
    span: document.spanOf(path, part),
    ...words,
  });
  return [...endpoints(file, find), ...sameWorkspaces(file, targets, find), ...waves(file, targets, find)];
}

function endpoints({ targets = {} }: ConfigFile, find: Find): readonly Diagnostic[] {
  return Object.entries(targets).flatMap(([name, { kind, endpoint }]) => {
    const problem = endpoint === undefined ? undefined : endpointProblem(kind, endpoint);
    return problem === undefined ? [] : [find('config-endpoint', ['targets', name, 'endpoint'], problem)];
  });
}

function endpointProblem(kind: TargetEntry['kind'], text: string): Words | undefined {
  const endpoint = readEndpoint(text);
  if (endpoint.kind === 'unusable') {
    return { message: endpoint.problem, help: 'give scheme and host, such as https://management.azure.com' };
  }
  if (kind === 'azure' && endpoint.kind !== 'secure') {
    return {
      message: `a target of kind azure is reached by https; found ${endpoint.url}`,
      help: 'an emulator has `kind: emulator`',
    };
  }
  if (kind === 'emulator' && endpoint.kind !== 'loopback') {
    return {
      message: `an emulator runs on this machine; found ${endpoint.url}`,
      help: 'give http://127.0.0.1 and its port',
    };
  }
  return undefined;
}

/** Two names of one workspace would write the same rule twice, and each undo what the other did. */
function sameWorkspaces(
  { targets = {} }: ConfigFile,
  known: ReadonlyMap<string, Target>,
  find: Find,
): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return Object.keys(targets).flatMap((name) => {
    const target = known.get(name);
    if (target === undefined) return [];
    const place = placeOf(target);
    const other = first.get(place);
    if (other === undefined) {
      first.set(place, name);
      return [];
    }
    const words = {
      message: `${name} is the same workspace as ${other}`,
      help: 'keep one of the two: a workspace has each rule once',
    };
    return [find('config-same-workspace', ['targets', name], words, 'key')];
  });
}

function placeOf(target: Target): string {
  const { subscriptionId, resourceGroup, workspace, endpoint } = target;
  const where = target.kind === 'azure' ? `azure ${endpoint ?? target.cloud}` : `emulator ${endpoint ?? target.data}`;
  return [where, subscriptionId, resourceGroup, workspace].join('\0').toLowerCase();
}

function waves(file: ConfigFile, targets: ReadonlyMap<string, Target>, find: Find): readonly Diagnostic[] {
  const names = [...targets.keys()];
  const tags = [...new Set([...targets.values()].flatMap((target) => target.tags))];
  const list = file.waves ?? [];
  return list.flatMap((wave, index): readonly Diagnostic[] => {
    const at = (...path: YamlPath): YamlPath => ['waves', index, ...path];
    const rest = wave.targets === undefined && wave.tags === undefined;
    return [
      ...(list.findIndex(({ name }) => name === wave.name) < index
        ? [find('config-wave', at('name'), { message: `two waves are called ${wave.name}`, help: 'rename one' })]
        : []),
      ...(rest && index < list.length - 1
        ? [
            find('config-wave', at('name'), {
              message: `the wave ${wave.name} takes all that is left, and another wave comes after it`,
              help: 'put it last, or give it `targets` or `tags`',
            }),
          ]
        : []),
      ...(wave.targets ?? []).flatMap((name, place) =>
        names.includes(name)
          ? []
          : [
              find('config-wave', at('targets', place), {
                message: `there is no target ${JSON.stringify(name)}`,
                help: nearest(name, names, 'targets'),
              }),
            ],
      ),
      ...(wave.tags ?? []).flatMap((tag, place) =>
        tags.includes(tag)
          ? []
          : [
              find('config-wave', at('tags', place), {
                message: `no target carries the tag ${JSON.stringify(tag)}`,
                help: nearest(tag, tags, 'tags'),
              }),
            ],
      ),
    ];
  });
}
