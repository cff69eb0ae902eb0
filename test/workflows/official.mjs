// GitHub's own parser and evaluator, which are modules: the tests, which are not, call this program.
// In: {"workflows": {name: text}, "expressions": [{expression, contexts}]} on standard input. Out: what they say, as JSON.
import { register } from 'node:module';

register('./json-modules.mjs', import.meta.url);
const { Evaluator, Lexer, Parser, data, wellKnownFunctions } = await import('@actions/expressions');
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');

const CONTEXTS = [
  'github',
  'env',
  'vars',
  'secrets',
  'needs',
  'steps',
  'runner',
  'inputs',
  'matrix',
  'strategy',
  'job',
];
const STATUS = ['success', 'failure', 'cancelled', 'always'];

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { workflows = {}, expressions = [] } = JSON.parse(text);

const parsed = {};
for (const [name, content] of Object.entries(workflows)) {
  const result = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const errors = result.context.errors.getErrors().map(({ message }) => message);
  if (result.value !== undefined) {
    const template = await convertWorkflowTemplate(result.context, result.value);
    errors.push(...(template.errors ?? []).map(({ Message, message }) => Message ?? message));
  }
  parsed[name] = [...new Set(errors)];
}

process.stdout.write(JSON.stringify({ parsed, values: expressions.map(valueOf) }));

function valueOf({ expression, contexts, status = 'success' }) {
  const { tokens } = new Lexer(expression).lex();
  const functions = STATUS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(holds(name, status)),
  }));
  const known = new Map([...Object.entries(wellKnownFunctions), ...functions.map((each) => [each.name, each])]);
  const tree = new Parser(tokens, CONTEXTS, [...Object.values(wellKnownFunctions), ...functions]).parse();
  const value = new Evaluator(tree, dictionary(contexts), known).evaluate();
  return value.kind === data.Kind.Boolean ? value.value : value.coerceString();
}

function holds(name, status) {
  return name === 'always' || name === status;
}

function dictionary(value) {
  if (Array.isArray(value)) return new data.Array(...value.map(dictionary));
  if (typeof value === 'object' && value !== null) {
    return new data.Dictionary(...Object.entries(value).map(([key, member]) => ({ key, value: dictionary(member) })));
  }
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  return value === null || value === undefined ? new data.Null() : new data.StringData(String(value));
}
