/** The project's files: all public names of this room but `createDisk`, which needs node. */
export * from './batches.ts';
export * from './excluded.ts';
export * from './file-problems.ts';
export * from './left-out.ts';
export * from './load-parser.ts';
export * from './memory.ts';
export * from './open-text.ts';
export * from './overlay.ts';
export * from './paths.ts';
export * from './relevance.ts';
export * from './roots.ts';
export * from './select.ts';
export type * from './source.ts';
export * from './store.ts';
export * from './survey.ts';
export * from './versions/index.ts';
export * from './walk.ts';
export * from './workspace.ts';
