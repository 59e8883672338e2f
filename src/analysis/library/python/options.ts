/**
 * Options of the command line beside argparse: absl's flags, click's and typer's options. As there, what a program is run with that is given none
 * are the defaults. Sources: https://abseil.io/docs/python/guides/flags, https://click.palletsprojects.com/en/stable/options/,
 * https://typer.tiangolo.com/tutorial/options/.
 */

import { flags } from '../../../frameworks/flags.ts';
import {
  asString,
  bool,
  type Call,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost, positional } from '../table.ts';

// --- absl -----------------------------------------------------------------------------------------------------------------

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
