/**
 * Folders and files for the moment. Each call gives a name that nothing else has, here too: what is saved under it can be found again. The names are not
 * those that a run would give, which are random.
 */
import {
  type Call,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  nativeFunction,
  string,
  type Value,
} from '../../../values/index.ts';
import { lost } from '../table.ts';

function freshName(call: Call): string {
  return `/tmp/tmp${call.host.nextId()}`;
}

const FOLDER: NativeClass = {
  kind: 'native-class',
  name: 'TemporaryDirectory',
  qualified: 'tempfile.TemporaryDirectory',
  framework: 'python',
  ancestors: [],
  construct: folder,
};

/** As a context it gives the name alone. */
function folder(call: Call): Value {
  const name = string(freshName(call));
  return {
    kind: 'native',
    id: call.host.nextId(),
    class: FOLDER,
    site: call.site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, asked) => {
        if (asked === 'name') return name;
        return asked === '__enter__' ? nativeFunction('__enter__', () => name) : undefined;
      },
    },
  };
}

export const tempfile: ModuleValue = moduleOf('tempfile', {
  TemporaryDirectory: FOLDER,
  mkdtemp: nativeFunction('tempfile.mkdtemp', call => string(freshName(call))),
  gettempdir: nativeFunction('tempfile.gettempdir', lost),
});
