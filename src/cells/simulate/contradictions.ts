/** What a spec says twice, and differently. Its code and the numbers themselves count all the same. */
import type { SimulationSpec } from './spec.ts';

/** Each as a sentence that names the fields. */
export const contradictionsIn = (spec: SimulationSpec): readonly string[] => [
  ...otherLayer(spec),
  ...otherShape(spec),
];

function otherLayer({ layer, code }: SimulationSpec): readonly string[] {
  const name = /\w+$/.exec(layer)?.[0].toLowerCase();
  const names: readonly string[] | null | undefined = code?.toLowerCase().match(/\w+/g);
  if (code === undefined || !name || !names || names.includes(name)) return [];
  return [
    `layer: ${JSON.stringify(layer)} is not in code, ${JSON.stringify(shortened(code))}, which is what runs.`,
  ];
}

function otherShape({ saidShape, x }: SimulationSpec): readonly string[] {
  const [said, is] = [saidShape, x.shape].map(shape => JSON.stringify(shape));
  return saidShape === undefined || said === is ? [] : [`x_shape: ${said} is not the shape of x, ${is}.`];
}

const LONGEST = 80;

const shortened = (code: string): string => (code.length > LONGEST ? `${code.slice(0, LONGEST - 1)}…` : code);
