/** Random programs of TensorFlow.js against the real package. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import '../../support/property-seed.ts';
import { contradictions } from '../../support/records.ts';
import { functionPrograms, layerPrograms } from '../../support/tfjs-programs.ts';
import { recordOf } from '../../support/tfjs-truth.ts';

const RUNS = Number(process.env.TFJS_RUNS ?? 60);

async function agrees(code: string): Promise<void> {
  const record = await recordOf('program', code);
  assert.deepEqual([...(await contradictions(record, 'ts'))], [], code);
}

describe('random programs of TensorFlow.js', () => {
  it('of functions give the same shapes, and are refused at the same lines', async () => {
    await fc.assert(fc.asyncProperty(functionPrograms, agrees), { numRuns: RUNS });
  }).timeout(600_000);

  it('of layers give the same shapes and weights, and are refused at the same lines', async () => {
    await fc.assert(fc.asyncProperty(layerPrograms, agrees), { numRuns: RUNS });
  }).timeout(600_000);
});
