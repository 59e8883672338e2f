/** What can be done about problems: fixes that were tried, all safe ones at once, and comments that ignore. */
export { type Fixed, fixAll } from './all.ts';
export { applied, byFile } from './apply.ts';
export { type Problems, type Program, problemsIn, workingFixes } from './attempt.ts';
export { ignoring } from './ignoring.ts';
