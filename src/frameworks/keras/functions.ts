/** What the tables of tensor functions of Keras, TensorFlow and TensorFlow.js share. */
import { matmul, type Shape } from '../../shapes/index.ts';
import {
  type ArrayFunction,
  define,
  type Flavour,
  type FunctionTable,
  functionValue,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { productOf } from '../array/products.ts';
import { refused } from '../array/scene.ts';
import { asBool, type FrameworkName, integer, shapeOf, tuple, type Value } from '../parts.ts';
import { graphFunction } from './graph-function.ts';

export function arrayFlavour(framework: FrameworkName, module: string): Flavour {
  return {
    framework,
    module,
    takesLists: true,
    lenientSqueeze: false,
    skipsEmpty: false,
    integers: 'select',
    sequences: 'list',
    aliases: {},
  };
}

/** The functions of a table as members of a module; on symbolic tensors they become nodes of the model. */
export function graphMembers(flavour: Flavour, table: FunctionTable): Record<string, () => Value> {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => [
      name,
      () => graphFunction(functionValue(flavour, name, definition)),
    ]),
  );
}

/** Gives a shared function its parameters under the names it knows: `as({ axes: 'perm' }, permute)`. */
export function as(names: Readonly<Record<string, string>>, run: ArrayFunction['run']): ArrayFunction['run'] {
  const real = (name: string) => names[name] ?? name;
  return op => {
    const { bound } = op;
    const known = bound.names.map(name => Object.keys(names).find(key => names[key] === name) ?? name);
    const renamed = {
      ...bound,
      names: known,
      value: (name: string) => bound.value(real(name)),
      given: (name: string) => bound.given(real(name)),
      at: (name: string) => bound.at(real(name)),
    };
    return run({ ...op, bound: renamed });
  };
}

/** One definition for many names. */
export function each(names: string, signature: string, run: ArrayFunction['run']): FunctionTable {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map(name => [name, define(signature, run)]),
  );
}

/** `matmul(a, b, transpose_a, transpose_b)`; undefined flags leave the result open. */
export const matmulTransposed =
  (flagA: string, flagB: string) =>
  (op: Operation): Value => {
    const [left, right] = [operandAt(op, 0), operandAt(op, 1)];
    if (!left || !right) return refused(op);
    const [a, b] = [asBool(option(op, flagA)), asBool(option(op, flagB))];
    const turn = (shape: Shape, isTurned: boolean | undefined): Shape => {
      const last = shape.slice(-2);
      return isTurned && last.length === 2 ? [...shape.slice(0, -2), ...last.reverse()] : shape;
    };
    const isKnown = a !== undefined && b !== undefined;
    return productOf(op, [left, right], (x, y) =>
      isKnown ? matmul(turn(x, a), turn(y, b)) : { ok: true, value: undefined },
    );
  };

/** `shape(x)` as the tuple of sizes that it evaluates to. */
export const shapeOfTensor = (op: Operation): Value => {
  const input = operandAt(op);
  const shape = input?.tensor ? shapeOf(input.tensor) : input?.shape;
  return shape ? tuple(shape.map(integer)) : op.host.unknown('the shape of a tensor', op.site);
};

/** A function of which only the name is known. */
export const opaque =
  (what: string) =>
  (op: Operation): Value =>
    op.host.unknown(what, op.site);
