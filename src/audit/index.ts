export { asOf } from './as-of';
export type { AsOf, Chains, RuleAsOf } from './as-of';
export { between } from './between';
export type { Between, Difference } from './between';
export type { Grade } from './interval';
export { renderAsOf, renderAsOfMarkdown, renderBetween, renderBetweenMarkdown } from './render/as-of';
