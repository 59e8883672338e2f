/** `freeze` and `unfreeze`: what `trainable_parameters` leaves out. mlx/python/mlx/nn/layers/base.py */
import type { Method } from '../modules/dialect.ts';
import { type NamedTensor, namedModules, namedParameters, nativeOf } from '../modules/tree.ts';
import { attached, type Host, type NativeValue, type Value } from '../parts.ts';

type Training = 'trained' | 'frozen' | 'unknown';

const trainingOf = attached<NativeValue, Training>('trained', (a, b) => (a === b ? a : 'unknown'));

/** Of all below; of some of them (`keys`, `recurse`) it is not known which. */
const setting =
  (training: Training): Method =>
  (module, { host, args }) => {
    for (const [, below] of namedModules(module)) {
      const native = nativeOf(below);
      if (native) host.write(trainingOf.place(native), args.length === 0 ? training : 'unknown');
    }
    return module;
  };

export const freeze = setting('frozen');
export const unfreeze = setting('trained');

/** undefined: it is not known which of them are trained. */
export function trainedBelow(host: Host, root: Value): readonly NamedTensor[] | undefined {
  const states = namedModules(root).map(([path, module]) => {
    const native = nativeOf(module);
    return [path, native ? trainingOf.of(native) : 'trained'] as const;
  });
  if (states.some(([, training]) => training === 'unknown')) return undefined;
  const owner = (name: string) =>
    states
      .filter(([path]) => path === '' || name.startsWith(`${path}.`))
      .toSorted(([a], [b]) => b.length - a.length)[0];
  return namedParameters(host, root).filter(([name]) => owner(name)?.[1] !== 'frozen');
}
