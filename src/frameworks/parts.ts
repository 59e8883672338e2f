/** What every framework file needs, behind one import: the values' vocabulary and argument binding. */
export * from '../values/index.ts';
export * from './arguments/index.ts';
