/** `npm run lint`: format and lint rules, then the directions in which the rooms import each other. */
import { spawnSync } from 'node:child_process';
import { at, root } from './paths.mjs';
import { wrongImports } from './rooms.mjs';

const biome = at('node_modules/@biomejs/biome/bin/biome');
const { status } = spawnSync(process.execPath, [biome, 'check', '.'], { cwd: root, stdio: 'inherit' });
const wrong = await wrongImports(root);
for (const line of wrong) console.error(line);
if (status !== 0 || wrong.length > 0) process.exitCode = 1;
