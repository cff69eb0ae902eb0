export type { ScalarStyle, YamlEntry, YamlMapping, YamlNode, YamlPath, YamlScalar, YamlSequence } from './node';
export type { YamlDocument } from './document';
export type { YamlParse } from './parse';
export { parseYaml } from './parse';
export type { YamlEdit } from './edit';
export { appendToSequence, replaceScalar } from './edit';
