/** From a spec to what its layer does: the constructor call is read as the analysis reads programs, never run. */
import type { Result, SimulationPlan, SimulationSpec } from '../../cells/index.ts';
import type { SourceParser } from '../../syntax/parser.ts';
import type { CallExpr } from '../../syntax/tree.ts';
import { basicLstmCellPlan, isBasicLstmCell } from './basic-lstm-cell.ts';
import { chainerPlan } from './chainer.ts';
import { codeOf } from './config-code.ts';
import { homeOf, SIMULATED_FRAMEWORKS } from './frameworks.ts';
import { layerPlan } from './layer-plan.ts';
import { onnxPlan } from './onnx.ts';
import { Options } from './options.ts';
import { attempt, give } from './outcome.ts';
import { readCode } from './read-code.ts';

/** Fails on a framework, a call or an argument that cannot be computed, and on what the framework refuses. */
export function planOf(spec: SimulationSpec, parser: SourceParser): Result<SimulationPlan> {
  const home = homeOf(spec.framework);
  if (!home)
    return {
      ok: false,
      problems: [
        {
          where: 'framework',
          message: `framework: expected one of ${SIMULATED_FRAMEWORKS.join(', ')}, or keras with a version (keras2.2.4), got ${JSON.stringify(spec.framework)}.`,
        },
      ],
    };
  const unmodelled = planOfUnmodelled(spec);
  if (spec.code === undefined && unmodelled) return attempt(() => unmodelled(undefined));
  const code = attempt(() => spec.code ?? codeOf(spec));
  if (!code.ok) return code;
  const read = readCode(code.value, { home, version: spec.version, parser });
  if (!read.ok) return read;
  const { call, layer } = read.value;
  return attempt(() => {
    const ofCall = unmodelled ?? (isBasicLstmCell(call, spec) ? basicLstmCellPlan : undefined);
    if (ofCall) return ofCall(call, spec);
    if (!layer)
      return give(
        `expected the constructor call of a layer of ${spec.framework}, got ${JSON.stringify(code.value.slice(0, 80))}.`,
      );
    return layerPlan(new Options(layer, call));
  });
}

type PlanOfCall = (call: CallExpr | undefined) => SimulationPlan;

/** Layers that the analysis does not know. */
function planOfUnmodelled(spec: SimulationSpec): PlanOfCall | undefined {
  if (spec.framework === 'onnx') return call => onnxPlan(call, spec);
  if (spec.framework === 'chainer') return call => chainerPlan(call, spec);
  return spec.code === undefined && isBasicLstmCell(undefined, spec)
    ? call => basicLstmCellPlan(call, spec)
    : undefined;
}
