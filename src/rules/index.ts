export type * from './rule';
export type { CompiledQuery, CompileProblem, Origin, Piece } from './compile/compile-query';
export { compileRule } from './compile/compile-rule';
export type { CompiledRule } from './compile/compile-rule';
export type { TargetOverrides } from './compile/overrides';
export { armTemplate } from './compile/arm-template';
export type { ArmTemplate } from './compile/arm-template';
export { checkTuning, loadTuning } from './tuning/load-tuning';
export type { Tuning } from './tuning/load-tuning';
