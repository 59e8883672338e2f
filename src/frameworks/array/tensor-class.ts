/** A framework's class of tensors as code sees it: called to make one of data, named in annotations and in `isinstance`, and a holder of functions. */
import { bind, type NativeClass, signature } from '../parts.ts';
import { fromData } from './creators.ts';
import type { Flavour } from './flavour.ts';
import { type FunctionTable, functionValue } from './operation.ts';
import { refused } from './scene.ts';

export interface TensorClassParts {
  /** 'mlx.core.array' */
  readonly qualified: string;
  /** What it is called with, as the documentation has it: the data first. */
  readonly signature: string;
  /** What messages call it: 'mx.array'. */
  readonly operation: string;
  /** Functions that are members: `Tensor.zeros(2, 3)`. Methods are functions whose first argument is the tensor. */
  readonly functions?: FunctionTable;
}

export function tensorClass(
  flavour: Flavour,
  { qualified, signature: text, operation, functions = {} }: TensorClassParts,
): NativeClass {
  const { framework } = flavour;
  const parameters = signature(text);
  return {
    kind: 'native-class',
    name: qualified.slice(qualified.lastIndexOf('.') + 1),
    qualified,
    framework,
    ancestors: [],
    construct: call => {
      const bound = bind(call, parameters, operation, framework);
      const { host, site } = call;
      const scene = { host, site, framework, operation, flavour, bound };
      return bound.refused ? refused(scene) : fromData(scene);
    },
    member: (_host, name) =>
      Object.hasOwn(functions, name) && functions[name]
        ? functionValue(flavour, name, functions[name])
        : undefined,
  };
}
