export { APPROVAL_NAMESPACE, parseStatement, statementText } from './statement';
export type { ApprovalStatement, ApprovedPlan } from './statement';
export { personProblem, statementProblem, timeProblem } from './judge';
export type { Asked, Hands } from './judge';
export { peopleOf, publicKeyOf, readSigners } from './signers';
export type { Signer, Signers } from './signers';
