/** What frameworks raise, as text: read into what it says, before anything is known of the program. */
export type { Frame } from './frames.ts';
export type { NamedLayer } from './layer-name.ts';
export { type ErrorText, readError, type Said } from './read.ts';
export type { LayerClue, Meaning } from './saying.ts';
export type { Size, Sizes } from './sizes.ts';
