/**
 * URIs of the editor and absolute paths of the project. Other schemes than `file` get paths that exist on no disk, so that an unsaved
 * document is a file like any other.
 */
import { URI } from 'vscode-uri';
import { normalisePath } from '../project/index.ts';

/** Stands for an empty authority, so that each part of the path has a name. */
const NO_AUTHORITY = '-';

const VIRTUAL = /^\/~([a-z][a-z0-9+.-]*)\/([^/]*)(\/.*)$/;

/** `extension` ('.py') is appended where the name has none that is known: an unsaved document, a script without one. */
export function pathOfUri(uri: string, extension = ''): string {
  const { scheme, authority, path, fsPath } = URI.parse(uri);
  const base =
    scheme === 'file'
      ? normalisePath(fsPath)
      : `/~${scheme}/${authority || NO_AUTHORITY}${normalisePath(`/${path}`)}`;
  return base.endsWith(extension) ? base : base + extension;
}

/** The URI of a file that is not open; open ones are known by the URI that the editor gave. */
export function uriOfPath(path: string): string {
  const [, scheme, authority, below] = VIRTUAL.exec(path) ?? [];
  if (scheme === undefined) return URI.file(path).toString();
  return URI.from({ scheme, authority: authority === NO_AUTHORITY ? '' : authority, path: below }).toString();
}

export function schemeOf(uri: string): string {
  return URI.parse(uri).scheme;
}
