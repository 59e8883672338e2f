/** The tests' own browser and VS Code, for measurements; and how one says that there is none. */
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

const require = createRequire(import.meta.url);
let registered = false;

/** A module of the tests, which are TypeScript, by its path from the repository's root. */
export function fromTests(file) {
  if (!registered) register();
  registered = true;
  return require(`../${file}`);
}

/** What `prepare` gives; undefined, and a line that says why, where it can not be had here. */
export async function availableOr(part, prepare) {
  try {
    return await prepare();
  } catch (error) {
    console.error(`${part} is not measured: ${error.message}`);
    return undefined;
  }
}
