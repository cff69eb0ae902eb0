import { createHash } from 'node:crypto';
import { siteFiles } from '../../src/report';
import { contentSecurityPolicy } from '../../src/report/csp';
import { sampleData } from './sample';

const assets = { css: '', scripts: { frame: 'frame("ü")', catalogue: 'catalogue()', attack: 'attack()' } };

test('a policy allows nothing that is not named', () => {
  expect(contentSecurityPolicy([])).toBe(
    "default-src 'none'; script-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test.each([...siteFiles(sampleData(), assets)].filter(([path]) => path.endsWith('.html')))(
  '%s: its scripts are those of its policy, word for word',
  (_, page) => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const allowed = [...policy.matchAll(/'(sha256-[^']+)'/g)].map(([, hash]) => hash);
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
    const hashes = scripts.map((text) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`);
    expect(hashes.length).toBeGreaterThan(0);
    expect(allowed).toEqual(hashes);
    expect(policy).not.toContain('unsafe');
    // before anything that the policy is to watch
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'));
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=/);
  },
);
