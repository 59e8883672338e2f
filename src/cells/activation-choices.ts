/** The activations that a layer can be given, under the names that its framework has for them. */
import { activationNames, writtenActivation } from './activations.ts';
import { activationIn } from './convert/index.ts';
import type { Layout } from './layouts/layout.ts';

export interface ActivationChoice {
  /** What the framework is given. */
  readonly name: string;
  /** `hard_sigmoid: x/6 + 0.5, held in [0, 1]` where frameworks mean different things by the name. */
  readonly title: string;
}

/** What the name alone does not say, because frameworks differ. */
const definitions: ReadonlyMap<string, string> = new Map([
  ['hard_sigmoid', 'x/6 + 0.5, held in [0, 1]'],
  ['hard_sigmoid_fifth', '0.2x + 0.5, held in [0, 1]'],
  ['leaky_relu', '0.2x below 0'],
  ['leaky_relu_hundredth', '0.01x below 0'],
  ['gelu', 'by the error function'],
  ['gelu_tanh', 'by tanh'],
]);

/** Each definition once; what a framework's own name hides is left out. */
export function activationChoices(layout: Layout): readonly ActivationChoice[] {
  return activationNames.flatMap((definition): readonly ActivationChoice[] => {
    const names = [...Object.keys(layout.activations ?? {}), definition];
    const name = names.find(each => activationIn(layout, each) === definition);
    if (name === undefined) return [];
    const written = writtenActivation(definition)
      .replace('σ', 'sigmoid')
      .replace(/_(hundredth|tanh)$/, '');
    const said = definitions.get(definition);
    return [{ name, title: said ? `${written}: ${said}` : name }];
  });
}
