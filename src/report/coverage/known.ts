/** The coverage ledger of the newest versions of all frameworks. */

import { Recorder } from '../../analysis/recorder.ts';
import { createMachine } from '../../analysis/running-machine.ts';
import { type KnownFramework, ledger } from '../../frameworks/ledger.ts';
import { createVersions, memoryFiles } from '../../project/index.ts';
import { size } from '../../shapes/index.ts';
import { tensor } from '../../values/index.ts';

/** A machine without any file: names are looked up in it, nothing is run. */
export function knownNames(): readonly KnownFramework[] {
  const versions = createVersions(memoryFiles(new Map()));
  const { host } = createMachine(
    {
      source: () => undefined,
      resolve: () => undefined,
      data: () => undefined,
      tensors: () => undefined,
      table: () => undefined,
      version: (file, framework) => versions.of(file, '/', framework),
    },
    { roots: [], recorder: new Recorder({ observes: false }) },
  );
  const site = { file: '', start: 0, end: 0, what: '' };
  return ledger({
    host,
    tensorOf: framework =>
      tensor(host, { framework, shape: [size(2), size(3)], source: { operation: 'tensor', site } }),
  });
}
