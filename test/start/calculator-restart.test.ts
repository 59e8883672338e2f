/** The gate calculator in a VS Code that is ended and started again: what the editor keeps for a webview, and what the calculator makes of it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright-core';
import { openWorkbench, type Workbench } from '../support/vscode.ts';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));

/** The document inside of a webview, which is an iframe in an iframe. */
function calculatorIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** VS Code lists the commands of extensions only some time after its window is there. */
async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    const isThere = await (async () => {
      await page.locator('.quick-input-widget input').first().fill(`>${title}`, { timeout: 3000 });
      await row.waitFor({ timeout: 3000 });
    })().then(
      () => true,
      () => false,
    );
    if (isThere) break;
    assert.ok(attempt < 10, `there is no command ${title}`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

describe('the gate calculator over a restart of the editor', function () {
  this.timeout(240_000);
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: SAMPLES, file: path.join(SAMPLES, 'first_question.py') });
  });
  after(() => workbench.close());

  it('comes back with the layer, the place, and the own numbers', async () => {
    const { page } = workbench;
    await page.locator('.tab.active[data-resource-name="first_question.py"]').waitFor();
    await runCommand(page, 'LSTM Shapes: Open Gate Calculator');
    const before = calculatorIn(page);
    await before.locator('#node-f').press('Enter');
    await before.getByLabel('Time step', { exact: true }).fill('2');
    // Last of all: where this number is written down, everything before it is too.
    const number = before.locator('[data-grid="x"] [data-row="2"][data-column="1"]');
    await number.click();
    await number.press('Enter');
    await before.locator('.cell-input').fill('0.625');
    await before.locator('.cell-input').press('Enter');
    await before.getByRole('button', { name: 'Clear 1 own number' }).waitFor();
    const place = await before.locator('.stepper-place').textContent();
    const card = await before.locator('[data-explanation]').textContent();
    assert.match(card ?? '', /0\.6[23]/);

    // VS Code writes down what it remembers while its window has the focus and nothing to do.
    await page.locator('.tab[data-resource-name="first_question.py"]').click();
    await workbench.restart('x:2:1');
    await page.locator('.tab').filter({ hasText: 'Gate Calculator' }).first().click();
    const after = calculatorIn(page);
    await after.locator('h1').waitFor({ timeout: 60_000 });
    assert.match((await after.locator('h1').textContent()) ?? '', /lstm/i);
    assert.equal(await after.locator('.stepper-place').textContent(), place);
    assert.equal(await after.locator('.slider-label').first().textContent(), 't = 2');
    assert.equal(await after.locator('[data-explanation]').textContent(), card);
    // The number is painted; its cell says it.
    await after.locator('[data-grid="x"] [data-row="2"][data-column="1"][aria-label^="0.6"]').waitFor();
    await after.getByRole('button', { name: 'Clear 1 own number' }).waitFor();
    await after.getByRole('button', { name: 'Undo' }).click();
    await after.getByRole('button', { name: 'Clear 1 own number' }).waitFor({ state: 'detached' });
  });

  it('comes back with a pasted matrix that is too large for its state, also after its tab was hidden', async () => {
    const { page } = workbench;
    const calculator = calculatorIn(page);
    const cell = (row: number, column: number) =>
      calculator.locator(`[data-grid="x"] [data-row="${row}"][data-column="${column}"]`);
    const isBack = async (): Promise<void> => {
      await page.locator('.tab').filter({ hasText: 'Gate Calculator' }).first().click();
      await calculator.locator('h1').waitFor({ timeout: 60_000 });
      await calculator
        .locator('[data-grid="x"] [data-row="4"][data-column="3"][aria-label^="7.25"]')
        .waitFor();
    };
    for (const [field, size] of [
      ['features', '400'],
      ['time steps', '300'],
    ] as const) {
      const input = calculator.getByRole('textbox', { name: field, exact: true });
      await input.fill(size);
      await input.press('Enter');
    }
    await cell(0, 0).click();
    await calculator.getByRole('button', { name: 'Paste …' }).click();
    const row = (first: number): string =>
      Array.from({ length: 400 }, (_, column) => first + column + 0.25).join(',');
    await calculator
      .locator('#paste-text')
      .fill(Array.from({ length: 300 }, (_, each) => row(each)).join('\n'));
    await calculator.getByRole('button', { name: 'Take these numbers' }).click();
    await calculator.getByText('Pasted (300, 400).').waitFor();
    // A file over it, in its own group.
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input').first().fill('gate_by_hand.py');
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'gate_by_hand.py' })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await isBack();
    // Written down with the state: where this is, the rest is too.
    await cell(6, 5).click();
    await cell(6, 5).press('Enter');
    await calculator.locator('.cell-input').fill('0.5');
    await calculator.locator('.cell-input').press('Enter');
    await page.locator('.tab[data-resource-name="first_question.py"]').click();
    await workbench.restart('x:6:5');
    await isBack();
  });
});
