import type { Check } from './check';

export const descriptionQuotes: Check = {
  code: 'description-quotes',
  severity: 'warning',
  applies: 'both',
  summary: 'the description begins or ends with a quote that has no partner',
  why: 'Community files wrap descriptions in quotes, which are taken off; a single one would be shown to analysts.',
  bad: "description: |\n  'Finds something",
  good: "description: |\n  'Finds something'",
  *run({ draft }) {
    const text = draft.description?.trim() ?? '';
    const open = /^['"]/.exec(text)?.[0];
    const close = /['"]$/.exec(text)?.[0];
    if (open === close) return;
    // a quote that has its partner inside the text wraps nothing: ... say "hello"
    const quote = open ?? close ?? '';
    const quotes = [...text.matchAll(/(?<!\w)['"]|['"](?!\w)/g)].filter(([found]) => found === quote);
    if (quotes.length % 2 === 0) return;
    yield {
      path: ['description'],
      message: `the description ${open === undefined ? 'ends' : 'begins'} with ${quote} but does not ${open === undefined ? 'begin' : 'end'} with it`,
      help: 'Remove the quote: a `|` block needs none.',
    };
  },
};
