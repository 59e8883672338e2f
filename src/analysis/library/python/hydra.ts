/**
 * Hydra: `@hydra.main(config_path='conf', config_name='config')` gives the function what files of YAML hold, put together by their list of defaults. A run
 * that is given no options changes none of it. Sources: https://hydra.cc/docs/tutorials/basic/your_first_app/config_file/, https://hydra.cc/docs/advanced/defaults_list/.
 */
import {
  asString,
  type Call,
  type DictValue,
  dict,
  itemsOf,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost, positional } from '../table.ts';
import { configOf, merged } from './configs.ts';
import { fromYaml } from './files.ts';

/** Files that name each other. */
const DEEPEST = 8;

const main = nativeFunction('hydra.main', outer => {
  const [path = keyword(outer, 'config_path'), name = keyword(outer, 'config_name')] = positional(outer);
  const folder = path && asString(path);
  const file = name && asString(name);
  return {
    ...nativeFunction('hydra.main', decorator => {
      const fn = decorator.args[0]?.value;
      if (!fn) return lost(decorator);
      return nativeFunction('hydra.main', call => {
        if (call.args.length > 0) return call.host.call(fn, call.args, call.site);
        const composed =
          folder === undefined || file === undefined ? undefined : composedOf(call, folder, file, 0);
        const value = composed ? configOf(call, composed) : lost(call);
        return call.host.call(fn, [{ name: undefined, value, at: outer.site }], call.site);
      });
    }),
    decorates: true,
  };
});

/** undefined: not known. What a file says itself comes behind its defaults, unless it says where. */
function composedOf(call: Call, folder: string, name: string, depth: number): DictValue | undefined {
  const text = call.host.readText(`${folder}/${name.replace(/\.yaml$/, '')}.yaml`);
  const read = text === undefined ? undefined : fromYaml(text);
  if (read?.kind !== 'dict' || depth > DEEPEST) return undefined;
  const { known, rest } = read.entries.value;
  const own = dict(
    [...known].filter(([key]) => key !== 'defaults'),
    rest,
  );
  const written = known.get('defaults');
  const items = written ? itemsOf(written) : [];
  if (!items) return undefined;
  const parts: DictValue[] = [];
  for (const item of items) {
    const part = asString(item) === '_self_' ? own : defaultOf(call, folder, item, depth);
    if (!part) return undefined;
    parts.push(part);
  }
  return (parts.includes(own) ? parts : [...parts, own]).reduce(merged, dict([]));
}

/** `- base` is a file beside it, `- model: lstm` one of a folder, whose content stands under the folder's name. */
function defaultOf(call: Call, folder: string, item: Value, depth: number): DictValue | undefined {
  const name = asString(item);
  if (name !== undefined)
    return /^[\w-]+$/.test(name) ? composedOf(call, folder, name, depth + 1) : undefined;
  const [entry, ...others] = item.kind === 'dict' ? item.entries.value.known : [];
  if (!entry || others.length > 0) return undefined;
  const [group, choice] = entry;
  const chosen = asString(choice);
  if (typeof group !== 'string' || chosen === undefined || !/^\w+$/.test(group) || !/^[\w-]+$/.test(chosen))
    return undefined;
  const inner = composedOf(call, `${folder}/${group}`, chosen, depth + 1);
  return inner && dict([[group, inner]]);
}

export const hydra: ModuleValue = moduleOf('hydra', { main });
