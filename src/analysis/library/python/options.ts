/**
 * Options of the command line beside argparse: absl's flags, click's and typer's options. As there, what a program is run with that is given none
 * are the defaults. Sources: https://abseil.io/docs/python/guides/flags, https://click.palletsprojects.com/en/stable/options/,
 * https://typer.tiangolo.com/tutorial/options/.
 */
import {
  asString,
  attached,
  bool,
  type Call,
  type Host,
  joinAttributes,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost, positional } from '../table.ts';

// --- absl -----------------------------------------------------------------------------------------------------------------

/** The flags of one run of a program. */
const flagsOf = attached<Host, ReadonlyMap<string, Value>>(new Map(), joinAttributes);

const FLAG_VALUES: NativeClass = {
  kind: 'native-class',
  name: 'FlagValues',
  qualified: 'absl.flags.FlagValues',
  framework: 'python',
  ancestors: [],
  construct: lost,
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
  const [first, second] = positional(call);
  const name = asString(first ?? keyword(call, 'name') ?? NONE);
  const value = second ?? keyword(call, 'default') ?? lost(call);
  if (name !== undefined) setFlag(call.host, name, value);
  return {
    ...FLAGS,
    id: call.host.nextId(),
    behaviour: { attribute: (_host, asked) => (asked === 'value' ? value : undefined) },
  };
});

const flags: ModuleValue = moduleOf('absl.flags', {
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

export const absl: ModuleValue = moduleOf('absl', { flags });

// --- click and typer ------------------------------------------------------------------------------------------------------

/** A decorator: the function called without this option gets its default. */
function clickOption(option: Call): Value {
  const name = optionName(option);
  const value = keyword(option, 'default') ?? (keyword(option, 'is_flag') ? bool(false) : lost(option));
  return {
    ...nativeFunction('click.option', decorator => {
      const fn = decorator.args[0]?.value;
      if (!fn || name === undefined) return fn ?? lost(decorator);
      return nativeFunction('click.option', call => {
        const given = call.args.some(a => a.name === name);
        const args = given ? call.args : [...call.args, { name, value, at: option.site }];
        return call.host.call(fn, args, call.site);
      });
    }),
    decorates: true,
  };
}

/** `'--hidden-size'`, `'-h'` is `hidden_size`; a name without dashes says otherwise. */
function optionName(call: Call): string | undefined {
  const names = positional(call).map(asString);
  const own = names.find(name => name !== undefined && !name.startsWith('-'));
  const long = names.find(name => name?.startsWith('--')) ?? names[0];
  return own ?? long?.split('/')[0]?.replace(/^-+/, '').replaceAll('-', '_');
}

/** `@click.command()` keeps the function what it is. */
const keeping = nativeFunction('click.command', () =>
  nativeFunction('click.command', call => call.args[0]?.value ?? lost(call)),
);

export const click: ModuleValue = moduleOf('click', {
  option: nativeFunction('click.option', clickOption),
  command: keeping,
  group: keeping,
});

/** `units: int = typer.Option(64)`: the first argument is the default. */
const typerDefault = nativeFunction(
  'typer.Option',
  call => positional(call)[0] ?? keyword(call, 'default') ?? lost(call),
);

export const typer: ModuleValue = moduleOf('typer', { Option: typerDefault, Argument: typerDefault });
