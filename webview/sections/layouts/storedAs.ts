import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';

/** A layer in a framework's storage. What a formula adds to the forget gate is each framework's own: in another one the biases take it. */
export function storedAs(spec: CalculatorSpec, layoutName: string, framework: string): CalculatorSpec {
  if (layoutName === spec.layoutName) return { ...spec, framework };
  const { forgetBias: _, ...same } = spec;
  return { ...same, framework, layoutName };
}
