/** nn.Sequential: each gets what the one before it gave; a tuple as several arguments. Source: flax/linen/combinators.py. */
import type { Use } from '../../modules/layer-class.ts';
import { type Argument, itemsOf, type Value } from '../../parts.ts';
import { layerClass } from './dialect.ts';
import { holds } from './held.ts';
import { heldBy } from './scope.ts';
import { keepWeights } from './variables.ts';

export const Sequential = layerClass({
  name: 'Sequential',
  signature: 'layers',
  forward: '*args, **kwargs',
  make: ({ bound }) => ({
    run: use => {
      const layers = bound.value('layers');
      const items = use.host.items(layers);
      holds(use.layer, heldBy('layers', layers));
      if (!items) return use.host.unknown('the layers of a Sequential', use.site);
      const answer = through(use, items);
      keepWeights(use, []);
      return answer;
    },
  }),
});

function through(use: Use, layers: readonly Value[]): Value {
  const { host, site, arguments: given } = use;
  const at = given.extra[0]?.at ?? site;
  const passed = (value: Value): readonly Argument[] =>
    (value.kind === 'list' && value.flavour === 'tuple' ? (itemsOf(value) ?? [value]) : [value]).map(
      item => ({
        name: undefined,
        value: item,
        at,
      }),
    );
  const [first, ...others] = layers;
  if (!first) return host.unknown('the result of an empty Sequential', site);
  return others.reduce(
    (value, layer) => host.call(layer, passed(value), site),
    host.call(first, [...given.extra, ...given.keywords], site),
  );
}
