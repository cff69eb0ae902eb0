import fc from 'fast-check';
import { siteFiles } from '../../src/report';
import type { ReportData } from '../../src/report';
import { PAYLOADS, withTexts } from './hostile';
import { sampleData, sampleRule } from './sample';
import { skeleton, strayMarkup } from './skeleton';

const assets = { css: 'body{}', scripts: { frame: 'f()', catalogue: 'c()', attack: 'a()' } };
// links and colours come and go with their texts: see link.test.ts and query.test.ts
const plain = sampleData([sampleRule({ references: ['none'], query: { text: 'SigninLogs', parts: [] } })]);
const data: ReportData = {
  ...plain,
  targets: plain.targets.map((target) => ({
    ...target,
    deployments: target.deployments.map((each) => ({ ...each, run: 'none' })),
  })),
};
const pages = (of: ReportData): readonly string[] =>
  [...siteFiles(of, assets)].filter(([path]) => path.endsWith('.html')).map(([, text]) => text);
/** The same text without what could mean something to HTML: what differs in what is drawn is markup that got through. */
const tame = (text: string): string => text.replace(/[<>&"'`]/g, 'x');

test('the sample is drawn as a page for each rule and section', () => {
  expect(pages(data)).toHaveLength(9);
  for (const page of pages(data)) expect(skeleton(page).length).toBeGreaterThan(20);
});

describe.each(PAYLOADS)('%j in every text', (payload) => {
  const drawn = pages(withTexts(data, () => payload));
  const calm = pages(withTexts(data, () => tame(payload)));

  test('makes no element and no attribute', () => {
    expect(drawn.map(skeleton)).toEqual(calm.map(skeleton));
    expect(drawn.map(strayMarkup)).toEqual(drawn.map(() => 0));
  });

  test('is never the address of a link', () => {
    for (const page of drawn) {
      for (const [, address = ''] of page.matchAll(/\shref="([^"]*)"/g)) {
        expect(address).toMatch(/^(?:#|(?:\.\.\/)?(?:[a-z]+\.html|report\.css|rules\/|data\/))/);
      }
    }
  });

  test('leaves the data of a script what it is, and its element closed', () => {
    for (const page of drawn) {
      const block = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1];
      if (block === undefined) continue;
      expect(block).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.stringify(JSON.parse(block))).toContain(JSON.stringify(payload).slice(1, -1));
    }
  });
});

test('no text makes an element, an attribute or an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (payload) => {
      const drawn = pages(withTexts(data, (was) => `${was}${payload}`));
      const calm = pages(withTexts(data, (was) => tame(`${was}${payload}`)));
      expect(drawn.map(skeleton)).toEqual(calm.map(skeleton));
      expect(drawn.map(strayMarkup)).toEqual(drawn.map(() => 0));
    }),
    { numRuns: 60 },
  );
});

test('a report without hunting queries has no page for them, and no way there', () => {
  const files = [...siteFiles({ ...sampleData(), hunts: [] }, assets)];
  expect(files.map(([path]) => path)).not.toContain('hunting.html');
  expect(files.filter(([, text]) => text.includes('hunting.html'))).toEqual([]);
});
