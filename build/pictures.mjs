/**
 * `node --import tsx build/pictures.mjs [FOLDER [NAME...]]`: takes the pictures of the README in a real VS Code, each in dark and light.
 *
 * `PICTURE_THEME='Default High Contrast'` takes them in another theme only, to be looked at.
 *
 * Waits for what each picture has to show, so that a picture of something else is a failure, not a bad picture.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench } from '../test/support/vscode.ts';
import { at, isMain } from './paths.mjs';

const THEMES = process.env.PICTURE_THEME
  ? { [process.env.PICTURE_THEME.toLowerCase().replaceAll(' ', '-')]: process.env.PICTURE_THEME }
  : { dark: 'Default Dark Modern', light: 'Default Light Modern' };
/** Nothing on the picture but the code and what the extension adds. */
const PLAIN = {
  'window.commandCenter': false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code's.
  'window.title': '${activeEditorShort}',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.hover.above': false,
};
/** What Keras raises over that sample. */
const ERROR_TEXT =
  'ValueError: Input 0 of layer "long_patterns" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)';
const SIZE = { width: 1280, height: 800 };

async function runCommand(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Opens a sample with the cursor one character into `text`. */
async function openAt(page, name, text) {
  await openFile(page, name);
  const before = (await readFile(at('samples', name), 'utf8')).split(text)[0].split('\n');
  await page.keyboard.press('Control+g');
  await page
    .locator('.quick-input-widget input')
    .first()
    .fill(`:${before.length}:${before.at(-1).length + 2}`);
  await page.locator('.quick-input-list').getByText(`go to line ${before.length}`).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.statusbar').getByText(`Ln ${before.length}, `).waitFor();
}

async function openFile(page, name) {
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input').first().fill(name);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** Asks for the hover at the cursor until it comes: the extension may still be starting. */
async function showHover(page, text) {
  const shown = page.locator('.monaco-hover').getByText(text).first();
  const deadline = Date.now() + 30_000;
  for (;;) {
    await runCommand(page, 'Show or Focus Hover');
    const visible = await shown.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (visible) return;
    if (Date.now() > deadline) throw new Error(`no hover with ${text}`);
  }
}

/** The document inside a webview, which is an iframe in an iframe. */
function webview(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

const PICTURES = {
  async hover(page) {
    await openAt(page, 'first_question.py', 'LSTM(10');
    await showHover(page, '(8, 40)');
  },
  async problems(page) {
    await openFile(page, 'keras_stacked_classifier.py');
    await runCommand(page, 'Problems: Focus on Problems View');
    await page
      .locator('.markers-panel .monaco-list-row')
      .filter({ hasText: 'return_sequences' })
      .first()
      .waitFor();
  },
  /** The hover of a problem: what is wrong, why, the framework's own words. */
  async problem(page) {
    await openAt(page, 'gate_by_hand.py', ' * X');
    await page.locator('.squiggly-error').first().waitFor();
    await showHover(page, 'of one step');
    // Its parts come one after the other.
    await page.locator('.monaco-hover').getByText('Show in the gate calculator').first().waitFor();
    await page.locator('.monaco-hover').getByText('Quick Fix...').first().waitFor();
  },
  async explain(page) {
    await openFile(page, 'keras_stacked_classifier.py');
    await page.locator('.squiggly-error').first().waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(text => navigator.clipboard.writeText(text), ERROR_TEXT);
    await runCommand(page, 'LSTM Shapes: Explain Shape Error');
    await webview(page).getByText('What it says').first().waitFor();
  },
  async fixes(page) {
    await openAt(page, 'keras_stacked_classifier.py', "layers.LSTM(hidden // 2, name='long");
    await page.locator('.squiggly-error').first().waitFor();
    await runCommand(page, 'Quick Fix...');
    await page.locator('.action-widget').getByText('return_sequences=True').first().waitFor();
  },
  async report(page) {
    await openFile(page, 'first_question.py');
    await runCommand(page, 'LSTM Shapes: Show Shape Report');
    await webview(page).getByText('(10, 40)').first().waitFor();
  },
  async calculator(page) {
    await openAt(page, 'first_question.py', 'LSTM(10');
    await runCommand(page, 'LSTM Shapes: Open Gate Calculator');
    await webview(page).getByText('f_t').first().waitFor();
  },
  async numbers(page) {
    const calculator = await openWideCalculator(page);
    const gate = calculator.locator('#node-f');
    await gate.waitFor();
    await gate.press('Enter');
    await calculator.getByLabel('Time step', { exact: true }).fill('3');
    await calculator.getByText('t = 3', { exact: true }).first().waitFor();
  },
  async mistakes(page) {
    const calculator = await openWideCalculator(page);
    await calculator.getByRole('tab', { name: 'Mistakes' }).click();
    await calculator.getByText('is no sum').first().waitFor();
  },
  async shapes(page) {
    const calculator = await openWideCalculator(page);
    await calculator.getByRole('tab', { name: 'Shapes' }).click();
    await calculator.getByText('The inner sizes must be equal').first().waitFor();
  },
};

/** The calculator of the first question's layer over the whole window. */
async function openWideCalculator(page) {
  await PICTURES.calculator(page);
  await runCommand(page, 'View: Toggle Maximize Editor Group');
  return webview(page);
}

async function take(name, theme, folder) {
  const workbench = await openWorkbench({
    workspace: at('samples'),
    settings: { ...PLAIN, 'workbench.colorTheme': THEMES[theme] },
    size: SIZE,
  });
  const file = path.join(folder, `${name}-${theme}.png`);
  try {
    await runCommand(workbench.page, 'View: Toggle Primary Side Bar Visibility');
    await PICTURES[name](workbench.page);
    await workbench.page.screenshot({ path: file, animations: 'disabled' });
    console.log(path.relative(process.cwd(), file));
  } catch (error) {
    await workbench.page.screenshot({ path: path.join(folder, `failed-${name}-${theme}.png`) });
    throw error;
  } finally {
    await workbench.close();
  }
}

async function main() {
  const folder = path.resolve(process.argv[2] ?? at('docs/images'));
  const wanted = process.argv.slice(3);
  await mkdir(folder, { recursive: true });
  for (const name of Object.keys(PICTURES).filter(each => wanted.length === 0 || wanted.includes(each))) {
    for (const theme of Object.keys(THEMES)) await take(name, theme, folder);
  }
}

if (isMain(import.meta.url)) await main();
