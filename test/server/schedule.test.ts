import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createSchedule, PAUSE } from '../../src/server/schedule.ts';

/** A schedule on a clock of its own, with analyses that take so many milliseconds; `ran` says when each began. */
function scheduled(milliseconds: number) {
  let time = 0;
  const ran: number[] = [];
  let settled = 0;
  const schedule = createSchedule({
    run: () => {
      ran.push(time);
      time += milliseconds;
    },
    settled: () => void settled++,
    now: () => time,
  });
  const pass = (span: number): void => {
    for (let n = 0; n < span; n++) {
      time++;
      mock.timers.tick(1);
    }
  };
  return { schedule, ran, pass, settled: () => settled };
}

describe('the schedule of analyses', () => {
  before(() => mock.timers.enable({ apis: ['setTimeout'] }));
  after(() => mock.timers.reset());

  it('takes changes that arrive together together', () => {
    const { schedule, ran, pass } = scheduled(10);
    for (let n = 0; n < 100; n++) schedule.changed('model.py');
    pass(2);
    assert.equal(ran.length, 1);
  });

  it('follows each key with a short analysis', () => {
    const { schedule, ran, pass } = scheduled(40);
    schedule.changed('model.py');
    pass(1);
    schedule.changed('model.py');
    pass(1);
    assert.deepEqual(ran, [1, 42]);
  });

  it('rests after a long one for as long as it took', () => {
    const { schedule, ran, pass } = scheduled(80);
    schedule.changed('model.py');
    pass(1);
    schedule.changed('model.py');
    pass(70);
    assert.deepEqual(ran, [1]);
    pass(20);
    assert.deepEqual(ran, [1, 161]);
  });

  it('says so when nobody has typed for a while', () => {
    const { schedule, pass, settled } = scheduled(5);
    schedule.changed('model.py');
    pass(PAUSE - 1);
    assert.equal(settled(), 0);
    pass(2);
    assert.equal(settled(), 1);
    schedule.dispose();
  });
});
