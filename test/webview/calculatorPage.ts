/**
 * The real page of the calculator in a real Chromium: the shell and bundle that the extension serves, VS Code's side of the messages
 * faked, every violation of the content security policy and every error collected.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildWebview } from '../../build/webview.mjs';
import type { FromCalculator } from '../../src/protocol/calculator.ts';
import { calculatorHtml } from '../../src/protocol/calculatorHtml.ts';
import type { CalculatorSpec } from '../../src/protocol/calculatorSpec.ts';
import { findChromium } from '../support/chromium.ts';
import { darkTheme, type Theme } from '../support/themes.ts';

const origin = 'http://calculator.test';

/** The layer of the first question: LSTM(10, input_shape=(8, 8)). */
export const firstQuestion: CalculatorSpec = {
  framework: 'Keras',
  layer: 'LSTM',
  cell: 'lstm',
  layoutName: 'keras',
  units: 10,
  inputSize: 8,
  steps: 8,
  activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
  biases: true,
  resetAfter: false,
  projection: null,
  source: { label: 'first_question.py', line: 7, uri: 'file:///samples/first_question.py' },
};

export async function launchChromium(): Promise<Browser> {
  await buildWebview({ production: true });
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args: [...args] });
}

interface Recorded {
  readonly messages: readonly FromCalculator[];
  readonly violations: readonly string[];
}

declare global {
  interface Window {
    recorded: { messages: FromCalculator[]; violations: string[] };
  }
}

export interface CalculatorPageOptions {
  readonly spec?: CalculatorSpec;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Is done before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface CalculatorPage {
  readonly page: Page;
  readonly recorded: () => Promise<Recorded>;
  /** Errors thrown in the page. */
  readonly errors: readonly string[];
  readonly send: (message: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Gives each test of a suite a page of its own; after it the page has broken no policy and thrown nothing. */
export function openForEachTest(
  take: (calculator: CalculatorPage, browser: Browser) => void,
  options: CalculatorPageOptions = {},
): void {
  let browser: Browser;
  let calculator: CalculatorPage;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    calculator = await openCalculator(browser, options);
    take(calculator, browser);
  });
  afterEach(async () => {
    const { violations } = await calculator.recorded();
    await calculator.close();
    assert.deepEqual(violations, [], 'content security policy');
    assert.deepEqual(calculator.errors, [], 'errors in the page');
  });
}

/** Opens the page; it is ready when its first equation is drawn. */
export async function openCalculator(
  browser: Browser,
  options: CalculatorPageOptions = {},
): Promise<CalculatorPage> {
  const { spec = firstQuestion, theme = darkTheme, width = 1200, height = 900 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  await serve(context, theme);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  // The loader of the tests wraps functions in calls of this name, which the page does not have.
  await page.addInitScript({ content: 'globalThis.__name = value => value;' });
  await page.addInitScript(fakeEditor, { spec });
  await options.prepare?.(page);
  await page.goto(`${origin}/`);
  await page.locator('h1').waitFor();
  return {
    page,
    errors,
    recorded: () => page.evaluate(() => window.recorded),
    send: message => page.evaluate(sent => window.postMessage(sent, '*'), message),
    close: () => context.close(),
  };
}

async function serve(context: BrowserContext, theme: Theme): Promise<void> {
  const page = calculatorHtml({
    nonce: 'bm9uY2Utb2YtdGhlLXRlc3Q',
    cspSource: origin,
    scriptUri: `${origin}/main.js`,
    styleUri: `${origin}/main.css`,
    title: 'Gate Calculator <LSTM>',
  });
  const html = dressed(page, theme);
  const dist = new URL('../../dist/webview/', import.meta.url);
  await context.route(`${origin}/**`, async route => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    if (name !== 'main.js' && name !== 'main.css') return route.fulfill({ status: 404 });
    const contentType = name.endsWith('.js') ? 'text/javascript' : 'text/css';
    return route.fulfill({ contentType, body: await readFile(new URL(name, dist)) });
  });
}

/** The page in a theme from its first byte on, as VS Code writes it. */
function dressed(page: string, { variables, classes }: Theme): string {
  const style = Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(' ')
    .replaceAll('"', '&quot;');
  return page
    .replace('<html', `<html style="${style}"`)
    .replace('<body', `<body class="${classes.join(' ')}"`);
}

/** Runs in the page before its own script: what VS Code puts there. */
function fakeEditor({ spec }: { readonly spec: CalculatorSpec }): void {
  window.recorded = { messages: [], violations: [] };
  document.addEventListener('securitypolicyviolation', event => {
    window.recorded.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  const api = {
    postMessage(message: FromCalculator): void {
      window.recorded.messages.push(message);
      if (message.type === 'ready') window.postMessage({ type: 'load', spec }, '*');
    },
    // A webview's state outlives its page, as the session storage does.
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown): unknown => {
      sessionStorage.setItem('state', JSON.stringify(state));
      return state;
    },
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
}
