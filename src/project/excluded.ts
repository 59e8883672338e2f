/** Globs of files that are left out, relative to the folder they were written for. */
import picomatch from 'picomatch';

/**
 * Tests a path relative to that folder, with forward slashes. As in `.gitignore`, a glob without a slash matches names anywhere, and
 * what matches a folder covers all below it.
 */
export function excludes(globs: readonly string[]): (relative: string) => boolean {
  const patterns = globs.map(anywhere).filter(glob => glob !== '');
  const matches = patterns.map(glob => picomatch([glob, `${glob}/**`], { dot: true, windows: false }));
  return relative => matches.some(match => match(relative));
}

function anywhere(written: string): string {
  const glob = written.trim().replace(/\/$/, '');
  const below = glob.replace(/^\.?\//, '');
  return glob.includes('/') || below === '' ? below : `**/${below}`;
}
