import { armValue, scopeWithin } from '../../src/import/json/arm-expression';

const outer = scopeWithin(
  {
    variables: { Prefix: 'outer', circle: "[variables('circle')]" },
    parameters: { place: { defaultValue: 'here' }, must: {} },
  },
  { parameters: {}, variables: {} },
);
const scope = scopeWithin({ variables: { own: "[concat(variables('prefix'), '-', parameters('PLACE'))]" } }, outer);

test.each([
  ['plain', 'plain'],
  ['[[not an expression]', '[not an expression]'],
  ["['text']", 'text'],
  ["['it''s']", "it's"],
  ["[concat('a', 'b' , 1)]", 'ab1'],
  ["[variables('own')]", 'outer-here'],
  ["[ Variables( 'Prefix' ) ]", 'outer'],
])('%s is %j', (text, value) => {
  expect(armValue(text, scope)).toEqual({ known: true, value });
});

test.each([
  "[parameters('must')]",
  "[variables('nowhere')]",
  '[newGuid()]',
  "[variables('circle')]",
  "[concat('a']",
  "['a' 'b']",
])('%s is not known', (text) => {
  expect(armValue(text, scope)).toEqual({ known: false, expression: text });
});

test('what is no text is what it is', () => {
  expect(armValue(5, scope)).toEqual({ known: true, value: 5 });
});
