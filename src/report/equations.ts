/** The per-step equations of a layer, by src/cells: the same for hover, report and calculator. */
import { type CellChoice, layoutNamed, type StepEquation, stepEquations } from '../cells/index.ts';
import { type Dim, symbol } from '../shapes/index.ts';
import type { CellDescription, LayerFacet, NativeValue } from '../values/index.ts';

/** A layer with the arithmetic of its own or, for a wrapper, of the layer it owns. */
export interface CellOwner {
  readonly layer: NativeValue;
  readonly facet: LayerFacet;
  readonly cell: CellDescription;
}

const DEEPEST = 4;

export function cellOwner(layer: NativeValue, depth = 0): CellOwner | undefined {
  const facet = layer.layer;
  if (!facet || depth > DEEPEST) return undefined;
  if (facet.cell) return { layer, facet, cell: facet.cell };
  for (const inner of facet.inner) {
    const owner = cellOwner(inner, depth + 1);
    if (owner) return owner;
  }
  return undefined;
}

/** A layer's cell as src/cells chooses one. Of what is dropped in training the calculator alone speaks. */
export function choiceOf({ kind, variant, ...cell }: CellDescription): CellChoice {
  const { layout, activation, recurrentActivation, bias, resetAfter, projection, forgetBias } = cell;
  const choice = { kind: variant ?? kind, layout, activation, recurrentActivation, bias, resetAfter };
  return { ...choice, projection, ...(forgetBias !== undefined && { forgetBias }) };
}

/** In evaluation order; sizes that are not known stand under the framework's own names. Empty where the arithmetic is not known. */
export function equationsOf(layer: NativeValue): readonly StepEquation[] {
  const owner = cellOwner(layer);
  if (!owner) return [];
  const { facet, cell } = owner;
  const layout = layoutNamed(cell.layout);
  const named = (dim: Dim | undefined, name: string): Dim => dim ?? symbol(name);
  return stepEquations(choiceOf(cell), {
    units: named(facet.units, layout?.unitsName ?? 'units'),
    features: named(facet.built.value.inputSize, layout?.featuresName ?? 'features'),
    projection: cell.projection,
  });
}

/** The equation that stands for the cell: the LSTM's forget gate, the GRU's update gate, else what becomes h. */
export function leadingEquation(equations: readonly StepEquation[]): StepEquation | undefined {
  const named = (name: string) => equations.find(equation => equation.name === name);
  return named('forget gate') ?? named('update gate') ?? equations.at(-1);
}
