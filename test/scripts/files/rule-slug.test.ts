import fc from 'fast-check';
import { ruleSlug } from '../../../scripts/files/rule-slug';

test.each([
  ['RMM tool: BeyondTrust / "File" Signature.', 'rmm-tool-beyondtrust-file-signature'],
  ['Résumé – naïve Österreich', 'resume-naive-osterreich'],
  ['CON', 'con-rule'],
  ['aux', 'aux-rule'],
  ['nul.', 'nul-rule'],
  ['COM1', 'com1-rule'],
  ['lpt9?', 'lpt9-rule'],
  ['Console', 'console'],
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\Windows\\x', 'c-windows-x'],
  ['trailing dot. ', 'trailing-dot'],
  ['  ', 'rule'],
  ['検出ルール', 'rule'],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('%s is the file %s', (name, slug) => {
  expect(ruleSlug(name)).toBe(slug);
});

test('of every name it is a name on every system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const slug = ruleSlug(name);
      expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,80}[a-z0-9])?$/);
      expect(slug).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/);
      expect(ruleSlug(slug)).toBe(slug);
    }),
  );
});
