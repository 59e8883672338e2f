/**
 * Builds after an installation from sources: of a clone, and of a package that npm takes from git, as pre-commit does. Where that is a global one, npm
 * runs this without having installed what the build needs: it is installed here first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(global|prefix|local_prefix|location)$/i.test(name),
    ),
  );
  run('npm', ['ci', '--ignore-scripts', '--include=dev', '--global=false'], env);
}
run(process.execPath, ['build/build.mjs', '--production'], process.env);

function run(command, args, env) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
