export type { ScalarStyle, YamlNode, YamlPath } from './node';
export { scalarsOf, valueOf } from './node';
export type { YamlDocument } from './document';
export { parseYaml } from './parse';
export { appendToSequence, replaceScalar } from './edit';
export { printYaml } from './print';
