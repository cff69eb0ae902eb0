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
  ["[format('{0}/{1}/{0}', parameters('place'), 2)]", 'here/2/here'],
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
  "[format('{0:N0}', 5)]",
  "[format('{0}{1}', 'a')]",
  "[format('{{0}}', 'a')]",
])('%s is not known', (text) => {
  expect(armValue(text, scope)).toEqual({ known: false, expression: text });
});

test('what is no text is what it is', () => {
  expect(armValue(5, scope)).toEqual({ known: true, value: 5 });
});
