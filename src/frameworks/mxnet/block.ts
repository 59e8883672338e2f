/**
 * Block and HybridBlock, from which users derive theirs. A call of a Block runs `forward`; a HybridBlock's own `forward` runs `hybrid_forward` with
 * the module of functions and the parameters. mxnet/gluon/block.py
 */
import { instance } from '../array/opaque.ts';
import { moduleAttribute } from '../modules/attributes.ts';
import { moduleClass } from '../modules/module.ts';
import {
  type Argument,
  type Call,
  type Host,
  type NativeClass,
  nativeFunction,
  type ObjectValue,
  SOME_STRING,
  type Value,
} from '../parts.ts';
import { noteRun } from '../runs.ts';
import { GLUON } from './dialect.ts';
import { FUNCTIONS } from './modules.ts';
import { arrayOf, newParameter } from './parameter.ts';

const PARAMETER_DICT: NativeClass = {
  kind: 'native-class',
  name: 'ParameterDict',
  qualified: 'mxnet.gluon.ParameterDict',
  framework: 'mxnet',
  ancestors: [],
  construct: call => call.host.unknown('a ParameterDict', call.site),
};

function attribute(host: Host, self: ObjectValue, name: string, site: Call['site']): Value | undefined {
  if (name === 'params') {
    return instance(host, PARAMETER_DICT, site, {
      attribute: (_host, asked) => (asked === 'get' ? nativeFunction('params.get', newParameter) : undefined),
    });
  }
  if (name === 'prefix' || name === 'name') return SOME_STRING;
  if (name === 'register_child') return nativeFunction(name, call => registerChild(call, self));
  return moduleAttribute(GLUON, host, self, name);
}

/** A child without a name is known by its number. */
function registerChild({ host, args }: Call, self: ObjectValue): Value {
  const [block] = args;
  const before = self.attributes.value;
  if (block) host.write(self.attributes, new Map(before).set(`_child${before.size}`, block.value));
  return { kind: 'none' };
}

/** The parameters that the object holds, by the names of its attributes. */
function ownParameters(self: ObjectValue, site: Call['site']): readonly Argument[] {
  return [...self.attributes.value].flatMap(([name, value]) => {
    const array = arrayOf(value);
    return array ? [{ name, value: array, at: site }] : [];
  });
}

const runHybrid = ({ host, args, site, open }: Call, self: ObjectValue): Value =>
  host.call(
    host.attribute(self, 'hybrid_forward', site),
    [{ name: undefined, value: FUNCTIONS, at: site }, ...args, ...ownParameters(self, site)],
    site,
    open,
  );

type Inherited = (host: Host, self: ObjectValue, name: string, site: Call['site']) => Value | undefined;

interface BlockParts {
  readonly isHybrid: boolean;
  readonly ancestors: readonly string[];
  readonly attribute?: Inherited;
}

/** A base class for users. */
export function blockClass(name: string, parts: BlockParts): NativeClass {
  const { isHybrid } = parts;
  const plain = moduleClass({ ...GLUON, base: name });
  return {
    ...plain,
    ancestors: parts.ancestors,
    extend: {
      initialise: (call, self) => plain.extend?.initialise(call, self),
      entry: isHybrid ? 'hybrid_forward' : 'forward',
      invoke: (call, self) =>
        noteRun(
          call,
          self.base.value,
          call.host.call(call.host.attribute(self, 'forward', call.site), call.args, call.site),
        ),
      passes: (_host, self, parameter) =>
        isHybrid
          ? parameter === 'F'
            ? FUNCTIONS
            : arrayOf(self.attributes.value.get(parameter))
          : undefined,
      attribute: (host, self, asked, site) =>
        isHybrid && asked === 'forward'
          ? nativeFunction(asked, call => runHybrid(call, self))
          : (parts.attribute?.(host, self, asked, site) ?? attribute(host, self, asked, site)),
    },
  };
}

export const Block = blockClass('Block', { isHybrid: false, ancestors: [] });
export const HybridBlock = blockClass('HybridBlock', { isHybrid: true, ancestors: ['mxnet.gluon.nn.Block'] });
