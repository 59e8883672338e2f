/** A layer run on given numbers: what a spec is, what a layer does with its input, and what comes out. */
export { contradictionsIn } from './contradictions.ts';
export { toNested } from './nested.ts';
export { simulationJson, traceFault } from './output.ts';
export type { Convolution, Merge, Pass, SimulationPlan } from './plan.ts';
export { type Simulation, simulate } from './simulate.ts';
export { isObject, own, readSpec, type SimulationSpec } from './spec.ts';
