/** The worker: computes the time steps of one cell in order, and sends each as soon as it is there. It is ended from outside. */
import { bindCell, trace } from '../../src/cells/index.ts';
import type { ComputedStep, Job } from './job.ts';

addEventListener('message', ({ data: job }: MessageEvent<Job>) => {
  const bound = bindCell(job.choice);
  if (!bound.ok) return;
  const run = trace({
    bound: bound.value,
    sizes: job.sizes,
    parameters: new Map(job.parameters),
    x: job.x,
    initialState: new Map(job.initialState),
    masks: new Map(job.masks),
    precision: job.precision,
  });
  if (!run.ok) return;
  for (let time = 0; time < job.steps; time++) {
    const step: ComputedStep = { time, results: run.value.at(time).results };
    postMessage(step);
  }
  close();
});
