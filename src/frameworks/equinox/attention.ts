/** MultiheadAttention over one sequence. https://docs.kidger.site/equinox/api/nn/attention/, equinox/nn/_attention.py */
import { type Dim, floorDivide, multiply } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { checkSize, refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import type { Operand, Value, Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';

interface Projection {
  readonly name: 'query' | 'key' | 'value' | 'output';
  readonly inputs: Dim;
  readonly outputs: Dim;
}

export const MultiheadAttention = layerClass({
  name: 'MultiheadAttention',
  signature:
    'num_heads, query_size, key_size=None, value_size=None, output_size=None, qk_size=None, vo_size=None, use_query_bias=False, use_key_bias=False, use_value_bias=False, use_output_bias=False, dropout_p=0.0, inference=False, dtype=None, *, key',
  forward:
    'query, key_, value, mask=None, *, key=None, inference=None, deterministic=None, process_heads=None',
  make,
});

function make(options: Options): Made {
  const [heads, query] = [options.size('num_heads'), options.size('query_size')];
  const or = (name: string, otherwise: Dim): Dim => (options.isGiven(name) ? options.size(name) : otherwise);
  const each = floorDivide(query, heads);
  const [qk, vo] = [multiply(heads, or('qk_size', each)), multiply(heads, or('vo_size', each))];
  const output = or('output_size', query);
  const projections: readonly Projection[] = [
    { name: 'query', inputs: query, outputs: qk },
    { name: 'key', inputs: or('key_size', query), outputs: qk },
    { name: 'value', inputs: or('value_size', query), outputs: vo },
    { name: 'output', inputs: vo, outputs: output },
  ];
  return {
    weights: projections.flatMap(projection => projectionWeights(options, projection)),
    units: output,
    call: use => callAttention(use, projections, output),
  };
}

function projectionWeights(options: Options, { name, inputs, outputs }: Projection): readonly Weight[] {
  const has = options.flag(`use_${name}_bias`);
  const matrix = weight(`${name}_proj.weight`, [outputs, inputs]);
  return has === false ? [matrix] : [matrix, weight(`${name}_proj.bias`, has ? [outputs] : undefined)];
}

const PARAMETERS = { query: 'query', key: 'key_', value: 'value' } as const;

/** (q_seq, query_size), (kv_seq, key_size), (kv_seq, value_size) give (q_seq, output_size). */
function callAttention(use: Use, projections: readonly Projection[], output: Dim): Value {
  const operands: Operand[] = [];
  for (const { name, inputs } of projections) {
    if (name === 'output') continue;
    const parameter = PARAMETERS[name];
    const operand = takeTensor(use, use.arguments.value(parameter), use.arguments.at(parameter), name);
    if (!operand) return refused(use);
    const wrong = check(use, operand, inputs, `${name}_size`);
    if (wrong) return wrong;
    operands.push(operand);
  }
  const [query] = operands;
  const steps = query?.shape?.[0];
  const shape = steps && [steps, output];
  noteCall(
    use,
    operands.map(o => o.shape),
    [shape],
  );
  return result(use, shape, { parents: operands.map(o => o.tensor), dtype: 'float' });
}

function check(use: Use, operand: Operand, expected: Dim, parameter: string): Value | undefined {
  const { shape } = operand;
  if (!shape) return undefined;
  if (shape.length !== 2) return refuseRank(use, operand, [2], ['seq_length', parameter]);
  return checkSize(use, operand, { axis: 1, expected, parameter });
}
