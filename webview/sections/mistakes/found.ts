/** The mistakes of the layer that is shown, and what the chosen one does to its numbers; made once for each model. */
import { type Comparison, compared, type Mistake, mistakesOf } from '../../../src/cells/index.ts';
import type { Model } from '../../state/model.ts';
import type { State } from '../../state/state.ts';
import { layerCount } from '../layer/stack.ts';

interface Found {
  readonly comparedWith: string | undefined;
  readonly mistakes: readonly Mistake[];
  readonly comparisons: Map<Mistake, Comparison | undefined>;
}

const byModel = new WeakMap<Model, Found>();

export function foundIn(model: Model, { spec, comparedWith }: State): Found {
  const known = byModel.get(model);
  if (known && known.comparedWith === comparedWith) return known;
  const { bound, trace } = model;
  const mistakes = mistakesOf({
    bound,
    sizes: trace.sizes,
    steps: trace.steps,
    layers: layerCount(spec),
    directions: spec.stack?.directions ?? 1,
    library: spec.framework,
    vectorAxes: spec.vectorAxes,
    comparedWith,
  });
  const found = { comparedWith, mistakes, comparisons: new Map() };
  byModel.set(model, found);
  return found;
}

export function comparisonOf(mistake: Mistake, model: Model, state: State): Comparison | undefined {
  const { comparisons } = foundIn(model, state);
  if (mistake.slip && !comparisons.has(mistake))
    comparisons.set(mistake, compared(mistake.slip, model.input, model.trace));
  return comparisons.get(mistake);
}
