import { escapeHtml, scriptJson, visible } from '../../src/report/html/escape';
import { html, joined, raw } from '../../src/report/html/html';
import type { HtmlValue } from '../../src/report/html/html';
import { externalLink, safeAddress } from '../../src/report/html/link';

test.each([
  ['text', html`<p>${'a < b & "c"'}</p>`, '<p>a &lt; b &amp; &quot;c&quot;</p>'],
  ['an attribute', html`<p title="${'" onclick="x'}"></p>`, '<p title="&quot; onclick=&quot;x"></p>'],
  ['a list', html`<ul>${['<', '>'].map((each) => html`<li>${each}</li>`)}</ul>`, '<ul><li>&lt;</li><li>&gt;</li></ul>'],
  ['nothing', html`${undefined}${false}${[]}`, ''],
  ['zero', html`${0}`, '0'],
  ['markup of ours', html`${raw('<b>')}${html`<i>`}`, '<b><i>'],
  ['joined', joined(['<', '>'], html`<br>`), '&lt;<br>&gt;'],
])('html: %s', (_, piece, expected) => {
  expect(piece.markup).toBe(expected);
});

test('an object that looks like markup is none', () => {
  const given = JSON.parse('{"markup":"<b>"}') as HtmlValue;
  expect(() => html`${given}`).toThrow(TypeError);
});

test.each([
  ['a turn of direction', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['a control character', 'a\u0000b\u001bc', 'a⟨U+0000⟩b⟨U+001B⟩c'],
  ['half a character', 'a\ud800b', 'a⟨U+D800⟩b'],
  ['a whole one', 'a\u{1f600}b', 'a\u{1f600}b'],
  ['line ends', 'a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
])('what cannot be seen is shown: %s', (_, text, expected) => {
  expect(visible(text)).toBe(expected);
  expect(escapeHtml(text)).toBe(expected);
});

test('JSON for a script says the same and ends nothing', () => {
  const value = { a: '</script><!--', b: '\u2028\u2029&', c: ['<>'] };
  expect(scriptJson(value)).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(scriptJson(value))).toEqual(value);
});

test.each([
  ['https://attack.mitre.org/techniques/T1219/', 'https://attack.mitre.org/techniques/T1219/'],
  [' https://example.com/a?b=c#d ', 'https://example.com/a?b=c#d'],
  ['http://example.com/', undefined],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//example.com/', undefined],
  ['file:///etc/passwd', undefined],
  ['vbscript:x', undefined],
  ['https://microsoft.com@evil.example/', undefined],
  ['https://example.com/"><script>', undefined],
  ['https://example.com/ two', undefined],
  ['https:\\\\evil.example', undefined],
  ['', undefined],
])('address %j', (text, expected) => {
  expect(safeAddress(text)).toBe(expected);
  expect(externalLink(text).markup.includes('href=')).toBe(expected !== undefined);
});
