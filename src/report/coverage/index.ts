/** The coverage ledger and its page. */
export { knownNames } from './known.ts';
export { coveragePage } from './page.ts';
