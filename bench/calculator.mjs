/**
 * Frame times of the gate calculator in a real Chromium: from a key to the frame that shows the step.
 *
 * Chromium draws a frame as soon as there is one, so that waiting for the screen's next refresh is not in the times. A frame counts as
 * drawn when style, layout and paint of it have ended, which is when the first task after its animation callbacks runs.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { availableOr, fromTests } from './support.mjs';

const UNITS = [64, 1024];
const STEPS = 32;

/** Keys as a person presses them from the moment the layer has loaded: to and fro, by operation, then by time step. */
const WALKS = [
  { name: 'operation', keys: [...Array(150).fill('.'), ...Array(150).fill(',')] },
  {
    name: 'time step',
    keys: [1, 2, 3].flatMap(() => [...Array(STEPS - 1).fill(']'), ...Array(STEPS - 1).fill('[')]),
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
    for (const units of UNITS) {
      const spec = { ...firstQuestion, units, inputSize: units, steps: STEPS };
      const calculator = await openCalculator(browser, { spec });
      for (const { name, keys } of WALKS) {
        const samples = await frameTimes(calculator, keys);
        rows.push({
          name: `calculator, ${units} units: key to frame, one ${name}`,
          unit: 'ms',
          samples,
          aim: '16 ms',
        });
      }
      await calculator.close();
    }
    return rows;
  } finally {
    await browser.close();
  }
}

async function launch() {
  const { findChromium } = fromTests('test/support/chromium.ts');
  const { executablePath, args } = await findChromium();
  return chromium.launch({
    executablePath,
    args: [...args, '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
}

async function frameTimes({ page, errors }, keys) {
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

/** Runs in the page: puts a promise of the milliseconds of the present key's frame into `window.frame`. */
function watchFrames() {
  if (window.frame) return;
  const channel = new MessageChannel();
  const timed = event => {
    window.frame = new Promise(resolve => {
      channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
      requestAnimationFrame(() => channel.port2.postMessage(undefined));
    });
  };
  window.addEventListener('keydown', timed, true);
}
