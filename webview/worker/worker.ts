/**
 * The worker: computes the time steps of one cell in order, as many as are wanted, and sends each as soon as it is there. Between two it listens whether more
 * are wanted. It is ended from outside.
 */
import { bindCell, sampleParameters, type Trace, trace } from '../../src/cells/index.ts';
import type { ComputedStep, Job, ToWorker } from './job.ts';

let run: Trace | undefined;
let wanted = 0;
let isWorking = false;
const next = new MessageChannel();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('job' in data) run = traceOf(data.job);
  else wanted = data.wanted;
  goOn();
});

next.port1.onmessage = (): void => {
  isWorking = false;
  const time = run?.computed() ?? wanted;
  if (!run || time >= wanted) return;
  const step: ComputedStep = { time, results: run.at(time).results };
  postMessage(step);
  goOn();
};

function goOn(): void {
  if (isWorking || !run || run.computed() >= Math.min(wanted, run.steps)) return;
  isWorking = true;
  next.port2.postMessage(undefined);
}

function traceOf(job: Job): Trace | undefined {
  const bound = bindCell(job.choice);
  if (!bound.ok) return undefined;
  const { sizes, precision } = job;
  const { seed, symbols } = job.samples;
  const samples = sampleParameters(bound.value, sizes, seed, precision, symbol => symbols.includes(symbol));
  const made = trace({
    bound: bound.value,
    sizes,
    parameters: new Map([...job.parameters, ...samples]),
    x: job.x,
    initialState: new Map(job.initialState),
    masks: new Map(job.masks),
    precision,
  });
  return made.ok ? made.value : undefined;
}
