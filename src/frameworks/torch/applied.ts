/** `model.apply(function)`: of each module below it, those inside first, and of itself. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.apply */
import type { Method } from '../modules/dialect.ts';
import { doubtModulesBelow } from '../modules/trained.ts';
import { childrenOf, isModule } from '../modules/tree.ts';
import type { Value } from '../parts.ts';

/** Of larger models no function is run: most set what weights begin with, and change no shape. */
const MOST = 400;

export const applied: Method = (module, { host, args, site }) => {
  const [given] = args;
  const modules = innermostFirst(module);
  // What it does beside, of which nothing is known: it may freeze weights.
  doubtModulesBelow(host, module);
  if (given && modules.length <= MOST)
    for (const value of modules) host.call(given.value, [{ name: undefined, value, at: given.at }], site);
  return module;
};

function innermostFirst(root: Value): readonly Value[] {
  const found: Value[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value) || !isModule(value) || found.length > MOST) return;
    seen.add(value);
    for (const [, child] of childrenOf(value)) visit(child);
    found.push(value);
  };
  visit(root);
  return found;
}
