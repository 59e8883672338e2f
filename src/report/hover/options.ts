/** What a hover needs from its caller. */
import type { Locate } from '../../rules/index.ts';
import type { Origin } from '../../shapes/index.ts';

export interface HoverOptions {
  /** Where offsets stand for people. */
  readonly locate: Locate;
  /** Makes the targets of the links; without it there are none. */
  readonly links?: {
    /** Opens the calculator for the layer whose constructor call stands there. */
    readonly calculator: (layer: Origin) => string;
    readonly report: () => string;
  };
}

/** Hovers of several extensions stand below each other: each says whose it is. */
export const CAPTION = '**LSTM Shapes**';

export function linksText({ links }: HoverOptions, layer: Origin, hasCalculator: boolean): readonly string[] {
  if (!links) return [];
  const calculator = hasCalculator ? [`[Open Gate Calculator](${links.calculator(layer)})`] : [];
  return [...calculator, `[Shape Report](${links.report()})`];
}
