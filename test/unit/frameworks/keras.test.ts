/** Keras in its versions against what the real ones did with the same programs (test/goldens/keras/record.py). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

const VERSIONS = {
  keras3: 'Keras 3',
  programs: 'Keras 3.15',
  arguments: 'Keras 3.15, with other arguments,',
  generated: 'Keras 3.15, at random',
  tf_keras: 'tf_keras 2.21',
  tf_keras_arguments: 'tf_keras 2.21, with other arguments,',
  tf1_keras: 'tf.keras of TensorFlow 1.15',
  keras2: 'Keras 2.2.4',
  keras2_arguments: 'Keras 2.2.4, with other arguments,',
  keras2_generated: 'Keras 2.2.4, at random',
};

function recordsOf(file: string): readonly FrameworkRecord[] {
  return JSON.parse(readFileSync(`test/goldens/keras/${file}.json`, 'utf8'));
}

for (const [file, version] of Object.entries(VERSIONS)) {
  describe(`programs that ${version} ran or refused`, () => {
    it('owns the same weights, gives the same shapes, refuses the same lines', async () => {
      const told: string[] = [];
      for (const record of recordsOf(file)) told.push(...(await contradictions(record)));
      assert.deepEqual(told, []);
    }).timeout(120_000);
  });
}
