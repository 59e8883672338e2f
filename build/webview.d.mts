/** Types of webview.mjs, for the tests. */
import type { Metafile } from 'esbuild';

export function buildWebview(options: { readonly production: boolean }): Promise<Metafile>;
