/** Path arithmetic on absolute paths with forward slashes, the same in node and in a browser. Drives (`C:/`) count as roots. */

/** Forward slashes, without `.`, `..`, doubled or trailing slashes. */
export function normalisePath(path: string): string {
  const slashed = path.includes('\\') ? path.replace(/\\/g, '/') : path;
  const root = rootOf(slashed);
  const parts: string[] = [];
  for (const part of slashed.slice(root.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return root + parts.join('/');
}

/** `/`, `C:/`, or nothing for a relative path. */
function rootOf(path: string): string {
  if (path.startsWith('/')) return '/';
  return /^(?:[A-Za-z]:)?\//.exec(path)?.[0] ?? '';
}

/** The folder a path lies in; a root lies in itself. */
export function folderOf(path: string): string {
  const root = rootOf(path);
  const cut = path.lastIndexOf('/');
  return cut < root.length ? root : path.slice(0, cut);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name without its last extension: `model` for `a/model.py`. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\.[^.]+$/, '');
}

/** `relative` may begin with `./` or `../`. */
export function joinPath(folder: string, relative: string): string {
  return normalisePath(`${folder}/${relative}`);
}

/** The path of an entry of a folder, by its name. */
export function entryPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** Whether a path is the folder or lies below it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path below a folder that holds it, '' for the folder itself. */
export function relativePath(folder: string, path: string): string {
  return path === folder ? '' : path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

/** A folder and those that hold it, nearest first, up to and with `top`; only the folder itself where it is not inside `top`. */
export function foldersUpTo(folder: string, top: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; isInside(at, top) && at !== top; ) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}

/** The deepest folder that holds all of some paths; undefined for none, or where they share no root. */
export function commonFolder(folders: readonly string[]): string | undefined {
  return folders.reduce<string | undefined>((common, folder, index) => {
    if (index === 0) return folder;
    let at = common;
    while (at !== undefined && !isInside(folder, at)) at = folderOf(at) === at ? undefined : folderOf(at);
    return at;
  }, undefined);
}
