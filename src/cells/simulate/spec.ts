/** What a simulation is asked: a layer with its weights, input and initial state, as JSON. The schema is simulate.schema.json beside this file. */
import type { Problem, Result } from '../result.ts';
import type { Tensor } from '../weights.ts';
import { readNested } from './nested.ts';

export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

export interface SimulationSpec {
  /** 'torch', 'keras', 'tf_keras', 'keras2.2.4', 'flax.linen', ... */
  readonly framework: string;
  readonly version: string | undefined;
  /** The class: 'nn.LSTM', 'layers.LSTM'. */
  readonly layer: string;
  /** The constructor call. */
  readonly code: string | undefined;
  /** Arguments by name, where there is no code. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly weights: readonly NamedTensor[];
  readonly x: Tensor;
  /** `x_shape`, as given. */
  readonly saidShape?: unknown;
  /** Names of the axes of x in order; undefined: batch, time, feature. */
  readonly xLayout: readonly string[] | undefined;
  /** As given: its form is the framework's. */
  readonly initialState: Readonly<Record<string, unknown>> | undefined;
}

/** Numbers that a spec may hold. */
const MOST_NUMBERS = 20_000_000;
const LONGEST_CODE = 10_000;

/** Reads a parsed JSON value. Fails with every problem, each naming the field, what was expected and what was found. */
export function readSpec(value: unknown): Result<SimulationSpec> {
  const problems: Problem[] = [];
  const complain = (where: string, message: string): undefined => {
    problems.push({ where, message });
    return undefined;
  };
  if (!isObject(value)) {
    const found = Array.isArray(value) ? `a list of ${value.length}` : kindOf(value);
    return {
      ok: false,
      problems: [{ where: 'SPEC', message: `SPEC: expected an object, one record, got ${found}.` }],
    };
  }
  const text = (name: string, isNeeded: boolean): string | undefined => {
    const field = own(value, name);
    if (typeof field === 'string' && field !== '') return field;
    if (field === undefined && !isNeeded) return undefined;
    const found = field === '' ? 'an empty one' : kindOf(field);
    return complain(name, `${name}: expected a text, got ${field === undefined ? 'nothing' : found}.`);
  };
  const framework = text('framework', true);
  const layer = text('layer', true);
  const version = text('version', false);
  const code = text('code', false);
  if (code !== undefined && code.length > LONGEST_CODE)
    complain('code', `code: expected at most ${LONGEST_CODE} characters, got ${code.length}.`);
  const config = objectField(value, 'config', complain);
  if (code === undefined && config === undefined && problems.length === 0)
    complain(
      'code',
      'code: expected the constructor call as text, or config with its arguments; got neither.',
    );
  const initialState = objectField(value, 'initial_state', complain);
  const weights = readWeights(own(value, 'weights'), problems);
  const x = readTensor(own(value, 'x'), 'x', problems);
  const xLayout = text('x_layout', false)
    ?.split(',')
    .map(axis => axis.trim());
  const count = weights.reduce((sum, each) => sum + each.tensor.data.length, x?.data.length ?? 0);
  if (count > MOST_NUMBERS) complain('SPEC', `SPEC: expected at most ${MOST_NUMBERS} numbers, got ${count}.`);
  if (problems.length > 0 || framework === undefined || layer === undefined || !x)
    return { ok: false, problems };
  const saidShape = own(value, 'x_shape');
  return {
    ok: true,
    value: { framework, version, layer, code, config, weights, x, saidShape, xLayout, initialState },
  };
}

function objectField(
  value: Readonly<Record<string, unknown>>,
  name: string,
  complain: (where: string, message: string) => undefined,
): Readonly<Record<string, unknown>> | undefined {
  const field = own(value, name);
  if (field === undefined || field === null) return undefined;
  return isObject(field) ? field : complain(name, `${name}: expected an object, got ${kindOf(field)}.`);
}

function readWeights(value: unknown, problems: Problem[]): readonly NamedTensor[] {
  if (!Array.isArray(value)) {
    problems.push({
      where: 'weights',
      message: `weights: expected a list of objects with name and values, got ${value === undefined ? 'nothing' : kindOf(value)}.`,
    });
    return [];
  }
  const seen = new Set<string>();
  return value.flatMap((item: unknown, i): NamedTensor[] => {
    const name = isObject(item) ? own(item, 'name') : undefined;
    if (!isObject(item) || typeof name !== 'string' || name === '') {
      problems.push({
        where: `weights[${i}]`,
        message: `weights[${i}]: expected an object with a name, got ${kindOf(item)}.`,
      });
      return [];
    }
    if (seen.has(name))
      problems.push({ where: name, message: `weights[${i}]: expected one weight named "${name}", got two.` });
    seen.add(name);
    const tensor = readTensor(own(item, 'values'), `weight "${name}"`, problems);
    if (!tensor) return [];
    const shape = own(item, 'shape');
    if (shape !== undefined && JSON.stringify(shape) !== JSON.stringify(tensor.shape))
      problems.push({
        where: name,
        message: `weight "${name}": expected values of its shape ${JSON.stringify(shape)}, got ${JSON.stringify(tensor.shape)}.`,
      });
    return [{ name, tensor }];
  });
}

function readTensor(value: unknown, where: string, problems: Problem[]): Tensor | undefined {
  if (!Array.isArray(value)) {
    const found = value === undefined ? 'nothing' : kindOf(value);
    problems.push({ where, message: `${where}: expected nested lists of numbers, got ${found}.` });
    return undefined;
  }
  const read = readNested(value, where);
  if (read.ok) return read.value;
  problems.push(...read.problems);
  return undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
