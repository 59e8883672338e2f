/**
 * absl's flags, which TensorFlow 1 has as `tf.flags`: what a program is run with that is given none are the defaults.
 * https://abseil.io/docs/python/guides/flags, https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/python/platform/flags.py
 */
import {
  asString,
  attachedToRun,
  type Host,
  joinAttributes,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Value,
} from './parts.ts';

/** The flags of one run of a program. */
const flagsOf = attachedToRun<Host, ReadonlyMap<string, Value>>(new Map(), joinAttributes);

const FLAG_VALUES: NativeClass = {
  kind: 'native-class',
  name: 'FlagValues',
  qualified: 'absl.flags.FlagValues',
  framework: 'python',
  ancestors: [],
  construct: call => call.host.unknown('flags', call.site),
};

const FLAGS: NativeValue = {
  kind: 'native',
  id: 0,
  class: FLAG_VALUES,
  site: { file: '', start: 0, end: 0, what: 'absl.flags.FLAGS' },
  layer: undefined,
  model: undefined,
  behaviour: {
    attribute: (host, name) => flagsOf.of(host).get(name),
    setAttribute: (host, name, value) => setFlag(host, name, value),
    invoke: () => NONE,
  },
};

function setFlag(host: Host, name: string, value: Value): void {
  const flags = flagsOf.place(host);
  host.write(flags, new Map(flags.value).set(name, value));
}

/** `DEFINE_integer('units', 64, 'help')`; gives a holder whose `value` it is. */
const defineFlag = nativeFunction('absl.flags.DEFINE', call => {
  const [first, second] = call.args.filter(given => given.name === undefined).map(given => given.value);
  const keyword = (...names: string[]) => call.args.find(given => names.includes(given.name ?? ''))?.value;
  const name = asString(first ?? keyword('name', 'flag_name') ?? NONE);
  const value = second ?? keyword('default', 'default_value') ?? call.host.unknown('a flag', call.site);
  if (name !== undefined) setFlag(call.host, name, value);
  return {
    ...FLAGS,
    id: call.host.nextId(),
    behaviour: { attribute: (_host, asked) => (asked === 'value' ? value : undefined) },
  };
});

export const flags: ModuleValue = moduleOf('absl.flags', {
  FLAGS,
  DEFINE_integer: defineFlag,
  DEFINE_float: defineFlag,
  DEFINE_string: defineFlag,
  DEFINE_boolean: defineFlag,
  DEFINE_bool: defineFlag,
  DEFINE_enum: defineFlag,
  DEFINE_list: defineFlag,
  DEFINE_multi_integer: defineFlag,
  DEFINE_multi_float: defineFlag,
  DEFINE_multi_string: defineFlag,
});
