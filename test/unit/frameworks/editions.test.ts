/** Between two editions of a framework no version is modelled in a way of its own, and each edition is. */
import assert from 'node:assert/strict';
import { editionsOf } from '../../../src/frameworks/index.ts';
import {
  kerasFlavour,
  stretchesToMasks,
  tensorflowFlavour,
} from '../../../src/frameworks/keras/core/flavour.ts';
import { NUMPY, takesNoShape } from '../../../src/frameworks/numpy/flavour.ts';
import { knownReleases } from '../../../src/project/versions/known.ts';
import type { Edition, Version } from '../../../src/values/index.ts';

type Asking = Parameters<typeof kerasFlavour>[0];

function hostOf({ major, minor }: Edition): Asking {
  const version: Version = { major, minor, text: `${major}.${minor}`, pinnedBy: undefined };
  return { version: () => version };
}

/** What a version is modelled as. */
const KINDS = {
  keras: (edition: Edition) => {
    const { name, lossClasses, imageFormat } = kerasFlavour(hostOf(edition));
    return `${name} ${lossClasses} ${imageFormat} ${name === 'keras3' && stretchesToMasks(hostOf(edition))}`;
  },
  tensorflow: (edition: Edition) => `${tensorflowFlavour(hostOf(edition)).name} ${edition.major < 2}`,
  numpy: (edition: Edition) => `${NUMPY.takesRagged(hostOf(edition))} ${takesNoShape(hostOf(edition))}`,
} as const;

describe('the editions of', () => {
  for (const name of ['keras', 'tensorflow', 'numpy'] as const) {
    it(`${name} are what its versions differ in`, () => {
      const kindOf = KINDS[name];
      const editions = editionsOf(name);
      assert.equal(new Set(editions.map(kindOf)).size, editions.length);
      for (const [major, minor] of knownReleases(name)) {
        const since = editions.findLast(
          edition => major > edition.major || (major === edition.major && minor >= edition.minor),
        );
        assert.ok(since, `${major}.${minor} is before the first`);
        assert.equal(kindOf({ major, minor }), kindOf(since), `${major}.${minor}`);
      }
    });
  }
});
