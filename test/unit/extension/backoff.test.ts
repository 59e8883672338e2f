import assert from 'node:assert/strict';
import { type Restart, restartAfter } from '../../../src/extension/backoff.ts';

const SECOND = 1000;

function secondsAfter(crashes: readonly number[]): number | 'never' {
  const next: Restart = restartAfter(crashes.map(second => second * SECOND));
  return next.kind === 'never' ? 'never' : next.milliseconds / SECOND;
}

describe('restarting a crashed server', () => {
  it('waits twice as long each time, and gives up after five crashes in three minutes', () => {
    const crashes = [0, 3, 8, 15, 30];
    const waits = crashes.map((_, index) => secondsAfter(crashes.slice(0, index + 1)));
    assert.deepEqual(waits, [1, 2, 4, 8, 'never']);
  });

  it('waits at most 30 s while crashes keep coming slowly', () => {
    const crashes = Array.from({ length: 8 }, (_, index) => index * 50);
    assert.equal(secondsAfter(crashes), 30);
  });

  it('starts over after three calm minutes', () => {
    assert.equal(secondsAfter([0, 2, 4, 8, 188]), 1);
    assert.equal(secondsAfter([0, 2, 4, 8, 188, 190]), 2);
    assert.equal(secondsAfter([0, 180]), 1);
    assert.equal(secondsAfter([0, 179]), 2);
  });
});
