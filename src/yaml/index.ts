export type { ScalarStyle, YamlNode, YamlPath } from './node';
export { valueOf } from './node';
export type { YamlDocument } from './document';
export { parseYaml } from './parse';
export { appendToSequence, replaceScalar } from './edit';
