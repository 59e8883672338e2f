/**
 * As many targets as a model has outputs, and metrics for each: what Keras 3 says where their numbers differ, or a name is none
 * (keras/src/trainers/compile_utils.py).
 */
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { type Argument, type Call, itemsOf, type Value } from '../../parts.ts';
import { tensorsIn } from '../core/graph.ts';
import { isNoLoss, isNoMetric } from './compiled-names.ts';
import { sceneOf } from './data.ts';
import type { ModelCore } from './model-core.ts';
import { ownName } from './output-parts.ts';

/** Whether the first step would be refused, which has then been stated. */
export function refusesStructure(core: ModelCore, call: Call, y: Argument, outputs: Value): boolean {
  const wrong =
    wrongTargets(core, y, outputs) ??
    wrongNames(core, call) ??
    wrongKeys(core, call) ??
    wrongMetrics(core, call, outputs);
  if (wrong) refuseArgument(sceneOf(core, call), wrong);
  return wrong !== undefined;
}

/** How many tensors a value holds side by side: 'one', a number of them in a list; undefined: not known. */
function countOf(value: Value): number | 'one' | undefined {
  if (value.kind === 'tensor') return 'one';
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  return items?.every(item => item.kind === 'tensor') ? items.length : undefined;
}

function wrongTargets(core: ModelCore, y: Argument, outputs: Value): WrongArgument | undefined {
  const [given, wanted] = [countOf(y.value), countOf(outputs)];
  const { loss } = core.compiled.value;
  if (given === undefined || wanted === undefined || !loss || loss.kind === 'dict') return undefined;
  // A target by itself stands for the only one in a list, and the other way round.
  const [a, b] = [given, wanted].map(count => (count === 'one' ? 1 : count));
  const losses = loss.kind === 'list' ? itemsOf(loss)?.filter(({ kind }) => kind !== 'none') : [];
  if (a === b || !losses || losses.length === a) return undefined;
  return {
    parameter: 'y',
    aspect: 'value',
    allowed: wanted === 'one' ? 'one array' : `a list of ${wanted} arrays, one for each output of the model`,
    given: given === 'one' ? 'one array' : `a list of ${given}`,
    at: y.at,
    says:
      given === 'one' && losses.length === 0
        ? "can't be found in either the model's output (`y_pred`) or in the labels (`y_true`)."
        : 'y_true and y_pred have different structures.',
  };
}

/** All values in a value, through lists; those of a dict are left alone. */
const flat = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.kind === 'list' ? (itemsOf(value)?.flatMap(flat) ?? []) : [value];

/** What stands in the place of a loss, which was written elsewhere. */
const wordOf = (value: Value): string =>
  value.kind === 'tensor'
    ? 'an array'
    : value.kind === 'string' && value.value !== undefined
      ? `'${value.value}'`
      : `a ${value.kind}`;

function wrongNames({ compiled }: ModelCore, { host, site }: Call): WrongArgument | undefined {
  const { loss, metrics } = compiled.value;
  const noLoss = flat(loss).find(one => isNoLoss(host, one));
  if (noLoss)
    return {
      parameter: 'loss',
      aspect: 'value',
      allowed: "the name of a loss, such as 'mse', or a loss",
      given: wordOf(noLoss),
      at: site,
      says: 'Could not interpret loss identifier:',
    };
  return flat(metrics).some(one => isNoMetric(host, one)) && metrics?.kind === 'list'
    ? {
        parameter: 'metrics',
        aspect: 'value',
        allowed: "names of metrics, such as 'accuracy', or metrics",
        at: site,
        says: 'Could not interpret metric identifier:',
      }
    : undefined;
}

/** Losses by the names of the outputs: of all of them, and of nothing else. */
function wrongKeys({ compiled, ends, kind }: ModelCore, { site }: Call): WrongArgument | undefined {
  const { loss } = compiled.value;
  const output = ends()?.output;
  if (kind !== 'functional' || loss?.kind !== 'dict' || !output || output.kind === 'dict') return undefined;
  const { known, rest } = loss.entries.value;
  const names = tensorsIn(output).map(ownName);
  const keys = [...known.keys()];
  if (rest || names.length === 0 || !names.every(name => name !== undefined)) return undefined;
  if (keys.length === names.length && names.every(name => name !== undefined && known.has(name)))
    return undefined;
  const quoted = (all: readonly unknown[]) => all.map(each => `'${each}'`).join(', ');
  return {
    parameter: 'loss',
    aspect: 'value',
    allowed: `a dict with the names of the outputs as keys: ${quoted(names)}`,
    given: `a dict with ${quoted(keys)}`,
    at: site,
    says: `Expected keys [${quoted(names)}] in loss dict, but found loss.keys()=[${quoted(keys)}]`,
  };
}

function wrongMetrics({ compiled }: ModelCore, { site }: Call, outputs: Value): WrongArgument | undefined {
  const { metrics } = compiled.value;
  const items = metrics?.kind === 'list' ? itemsOf(metrics) : undefined;
  const count = countOf(outputs);
  if (!items?.length || typeof count !== 'number' || count < 2 || items.length === count) return undefined;
  return {
    parameter: 'metrics',
    aspect: 'value',
    allowed: `${count} entries, one for each output of the model`,
    given: `a list of ${items.length}`,
    at: site,
    says: '`metrics` should contain metrics objects and either be a dict or a list matching the output names',
  };
}
