/**
 * Frame times of the gate calculator in a real Chromium, three of each step:
 *
 * - its work: how long the page's thread is busy for it, in the key's handler and then from the beginning of the frame's animation
 *   callbacks until its style, layout and paint have ended, which is when the first task after the callbacks runs;
 * - key to frame: from the key's own time stamp to the same end. The way of the key through the browser's processes and the frame's waiting
 *   for its turn are in it; the waiting for the screen's next refresh is not, as Chromium is told to draw as soon as there is a frame;
 * - thread time: what the page's thread itself computes for the key and its frame, by Chromium's trace, the commit to the compositor included.
 *   The two above are what a person waits for, and grow with whatever else the machine does; by this one two versions are compared. It leaves
 *   out what other threads do after the frame: drawing its pixels, on machines without a graphics card.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { availableOr, fromTests } from './support.mjs';

const LAYERS = [
  { units: 64, steps: 50 },
  { units: 1024, steps: 32 },
];

/** The largest cell that is promised to be walked through as if it were small. */
const BIG = { units: 1024, steps: 100 };

const MB = 1024 * 1024;

/** Keys as a person presses them from the moment the layer has loaded: to and fro, by operation, then by time step. */
const walks = steps => [
  { name: 'operation', keys: [...Array(150).fill('.'), ...Array(150).fill(',')] },
  {
    name: 'time step',
    keys: [1, 2, 3].flatMap(() => [...Array(steps - 1).fill(']'), ...Array(steps - 1).fill('[')]),
  },
];

export async function measureCalculator() {
  if (!existsSync(new URL('../dist/webview/main.js', import.meta.url))) {
    console.error(
      'calculator is not measured: there is no dist/webview/main.js; npm run build -- --production',
    );
    return [];
  }
  const { openCalculator, firstQuestion } = fromTests('test/webview/calculatorPage.ts');
  const browser = await availableOr('calculator', launch);
  if (browser === undefined) return [];
  try {
    const rows = [];
    for (const { units, steps } of LAYERS) {
      const spec = { ...firstQuestion, units, inputSize: units, steps };
      const calculator = await openCalculator(browser, { spec });
      for (const { name, keys } of walks(steps)) {
        const frames = await framesOf(calculator, keys);
        const step = `calculator, ${units} units, ${steps} steps: one ${name}`;
        const row = (what, samples) => ({ name: `${step}, ${what}`, unit: 'ms', samples, aim: '16 ms' });
        rows.push(
          row(
            'work of the frame',
            frames.map(({ work }) => work),
          ),
          row(
            'key to frame',
            frames.map(({ whole }) => whole),
          ),
          row('thread time', await threadTimesOf(browser, calculator, keys)),
        );
      }
      await calculator.close();
    }
    rows.push(...(await measureBig(browser, openCalculator, firstQuestion)));
    return rows;
  } finally {
    await browser.close();
  }
}

/** Opening, scrubbing and the memory of a large cell. */
async function measureBig(browser, openCalculator, spec) {
  const { units, steps } = BIG;
  const name = `calculator, ${units} units, ${steps} steps`;
  const opening = [];
  for (let round = 0; round < 3; round++) {
    const { page, close } = await openCalculator(browser, {
      spec: { ...spec, units, inputSize: units, steps },
      prepare: opened => opened.addInitScript(watchFirstStep),
    });
    opening.push(await page.evaluate(() => window.firstStep));
    if (round < 2) {
      await close();
      continue;
    }
    const scrubs = await page.evaluate(scrub);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } =
      await devtools.send('Runtime.getHeapUsage');
    await close();
    return [
      {
        name: `${name}: from the page's beginning to its first step`,
        unit: 'ms',
        samples: opening,
        aim: '1000 ms',
      },
      { name: `${name}: slider to frame`, unit: 'ms', samples: scrubs, aim: '50 ms' },
      {
        name: `${name}: memory of the page`,
        unit: 'MB',
        samples: [(usedSize + embedderHeapUsedSize + backingStorageSize) / MB],
        aim: '150 MB',
      },
    ];
  }
  return [];
}

/**
 * Runs in the page before its script: puts a promise of the milliseconds into `window.firstStep` that pass until the frame with the first step is there. It is
 * the first frame behind the drawing that brings numbers; what is drawn after it, charts and stored weights, is not waited for.
 */
function watchFirstStep() {
  const { port1, port2 } = new MessageChannel();
  window.firstStep = new Promise(resolve => {
    port1.onmessage = () => resolve(performance.now());
  });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.operation canvas')) return;
    observer.disconnect();
    requestAnimationFrame(() => port2.postMessage(undefined));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page: the milliseconds from each place of the slider to its frame. */
async function scrub() {
  const slider = document.querySelector('input[type=range]');
  const channel = new MessageChannel();
  const samples = [];
  for (let count = 0; count < 120; count++) {
    const start = performance.now();
    slider.value = String((count * 37) % (Number(slider.max) + 1));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(resolve => {
      channel.port1.onmessage = resolve;
      requestAnimationFrame(() => channel.port2.postMessage(undefined));
    });
    samples.push(performance.now() - start);
  }
  return samples;
}

async function launch() {
  const { findChromium } = fromTests('test/support/chromium.ts');
  const { executablePath, args } = await findChromium();
  return chromium.launch({
    executablePath,
    args: [...args, '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
}

async function framesOf({ page, errors }, keys) {
  await page.evaluate(watchFrames);
  const stepper = page.locator('.stepper');
  const samples = [];
  let before = await stepper.textContent();
  for (const key of keys) {
    await page.keyboard.press(key);
    samples.push(await page.evaluate(() => window.frame));
    const now = await stepper.textContent();
    if (now === before)
      throw new Error(`the calculator did not step at "${key}", after ${samples.length} keys`);
    before = now;
  }
  if (errors.length > 0) throw new Error(`the calculator failed: ${errors[0]}`);
  return samples;
}

const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** The same keys once more, as to trace takes time too. */
async function threadTimesOf(browser, calculator, keys) {
  await browser.startTracing(calculator.page, { categories: TRACED });
  await framesOf(calculator, keys);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  return threadTimes(traceEvents.filter(({ ph }) => ph === 'X'));
}

/** Milliseconds of each key: of its handlers, and of the task in which its frame is made. */
function threadTimes(events) {
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const isKey = ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown';
  const thread = threadOf(events.find(isKey));
  const own = events.filter(event => threadOf(event) === thread).sort((a, b) => a.ts - b.ts);
  const painted = own.filter(({ name }) => name === 'PrePaint');
  const frames = own.filter(
    ({ name, ts, dur }) => name === 'RunTask' && painted.some(paint => paint.ts >= ts && paint.ts < ts + dur),
  );
  const presses = own.filter(isKey);
  return presses.map(({ ts, tdur }, index) => {
    const next = presses[index + 1]?.ts ?? Number.POSITIVE_INFINITY;
    const drawn = frames.filter(frame => frame.ts > ts && frame.ts < next);
    return drawn.reduce((sum, frame) => sum + frame.tdur, tdur) / 1000;
  });
}

/** Runs in the page: puts a promise of the milliseconds of the present key's frame into `window.frame`. */
function watchFrames() {
  if (window.frame) return;
  const channel = new MessageChannel();
  let handled = 0;
  const begin = event => {
    const start = performance.now();
    window.frame = new Promise(resolve => {
      requestAnimationFrame(() => {
        const drawing = performance.now();
        channel.port1.onmessage = () => {
          const end = performance.now();
          resolve({ work: handled - start + end - drawing, whole: end - event.timeStamp });
        };
        channel.port2.postMessage(undefined);
      });
    });
  };
  window.addEventListener('keydown', begin, true);
  // The page listens at the document too, and did so first.
  document.addEventListener('keydown', () => {
    handled = performance.now();
  });
}
