/** Folders that hold no code of the project's own, by their names. */

const LEFT_OUT = new Set([
  'node_modules',
  'bower_components',
  'site-packages',
  'dist-packages',
  'venv',
  'dist',
  '__pycache__',
  '__pypackages__',
]);

/** Hidden folders (.git, .venv, .tox, .ipynb_checkpoints ...) are left out, too. */
export function isLeftOut(folderName: string): boolean {
  return LEFT_OUT.has(folderName) || folderName.startsWith('.') || folderName.endsWith('.egg-info');
}
