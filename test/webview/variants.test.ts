/** Other variants of the layer than the code's: cells, activations, recurrent dropout, another seed. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { cells } from '../../src/cells/all-cells.ts';
import { bindCell, layouts } from '../../src/cells/index.ts';
import { equationLines } from '../../src/cells/step-equations.ts';
import { readSpec } from '../../src/protocol/calculatorSpec.ts';
import { withCell } from '../../webview/sections/variant/change.ts';
import { choiceOf, modelOf } from '../../webview/state/model.ts';
import { restored, saved } from '../../webview/state/save.ts';
import { initialState, reduce, type State } from '../../webview/state/state.ts';
import { firstQuestion, launchChromium, openCalculator } from './calculatorPage.ts';
import { numberIn, press, shownIn } from './expected.ts';

const code = readSpec(firstQuestion) ?? firstQuestion;
const start = initialState(code);

describe('variants of a layer', () => {
  for (const layout of layouts)
    it(`are every cell, from ${layout.title}`, () => {
      const spec = { ...firstQuestion, layoutName: layout.name };
      for (const cell of Object.values(cells)) {
        const chosen = withCell(spec, cell.name, 10);
        const bound = bindCell(choiceOf(chosen));
        assert.ok(bound.ok, JSON.stringify(bound));
        assert.equal(bound.value.cell.name, cell.name);
        if (layout.cells[cell.name]) assert.equal(chosen.layoutName, layout.name);
        const state = reduce(initialState(spec), { type: 'variantChosen', spec: chosen });
        const result = modelOf(state);
        assert.ok('model' in result, JSON.stringify(result));
      }
    });

  it('see the state before through a mask that is the same in each step', () => {
    const spec = { ...firstQuestion, recurrentDropout: 0.5 };
    const result = modelOf(reduce(start, { type: 'variantChosen', spec }));
    assert.ok('model' in result);
    const { trace, bound } = result.model;
    assert.deepEqual(bound.masks, ['m_i', 'm_f', 'm_g', 'm_o']);
    const mask = Array.from(trace.at(3).value('m_f')?.data ?? []);
    assert.deepEqual(mask, Array.from(trace.at(0).value('m_f')?.data ?? []));
    assert.deepEqual([...new Set(mask)].sort(), [0, 2]);
  });

  it('add what the code says to the forget gate, and compute the same in every storage', () => {
    const own = { ...firstQuestion, framework: 'TensorFlow 1', layoutName: 'tensorflow1', forgetBias: 0.5 };
    const open = initialState(readSpec(own) ?? own);
    const last = (state: State): readonly string[] => {
      const result = modelOf(state);
      assert.ok('model' in result);
      const h = result.model.trace.at(7).value('h_t')?.data ?? [];
      return Array.from(h, value => value.toFixed(5));
    };
    const lines = (state: State): string => {
      const result = modelOf(state);
      return 'model' in result ? equationLines(result.model.bound).join('\n') : '';
    };
    assert.match(lines(open), /f_t = .* \+ 0\.5\)/);
    const moved = reduce(open, { type: 'layoutChosen', layoutName: 'keras' });
    assert.equal(moved.spec.forgetBias, undefined);
    assert.doesNotMatch(lines(moved), /0\.5/);
    assert.deepEqual(last(moved), last(open));
    const again = reduce(moved, { type: 'layoutChosen', layoutName: 'tensorflow1' });
    assert.deepEqual(last(again), last(open));
  });

  it('that the framework does not have are stored as another does, and others as in the code again', () => {
    const peephole = withCell(code, 'lstm-peephole', 10);
    assert.equal(peephole.layoutName, 'tensorflow1');
    const from = { code, cell: 'lstm-peephole' } as const;
    assert.equal(withCell(peephole, 'lstm', 10, from), code, 'the very same');
    assert.deepEqual(withCell(peephole, 'gru-reset-after', 10, from), withCell(code, 'gru-reset-after', 10));
    const chosen = { ...code, layoutName: 'torch', framework: 'Keras' };
    const gru = withCell(chosen, 'gru-reset-after', 10, { code, cell: 'lstm' });
    assert.equal(gru.layoutName, 'torch', 'a storage that was chosen stays');
  });

  it('are no change of the code, and are kept over a reload', () => {
    const spec = withCell(code, 'gru-reset-after', 10);
    const state = reduce(start, { type: 'variantChosen', spec });
    const back = restored(JSON.parse(JSON.stringify(saved(state))));
    assert.ok(back);
    assert.deepEqual(back.spec, spec);
    const again = reduce(back, { type: 'loaded', spec: code });
    assert.deepEqual([again.spec, again.offered], [spec, undefined]);
  });
});

describe('variants in the calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  const line = (page: Page, at: number): Promise<string> =>
    shownIn(page, `.line >> nth=${at} >> .equation .unseen`);

  it('are chosen by keyboard, and undone by one button', async () => {
    const { page, close, errors, recorded } = await openCalculator(browser);
    await page.locator('.variant summary').focus();
    await press(page, 'Enter');
    await page.locator('#variant-dropout').focus();
    await press(page, 'ArrowDown');
    assert.equal(await line(page, 1), 'f_t = σ(W_fᵀ x_t + U_fᵀ (m_f ⊙ h_{t-1}) + b_f)');
    await page.locator('#variant-cell').focus();
    await press(page, 'Home');
    await page.locator('#variant-recurrent').focus();
    await press(page, 'End');
    await page.getByRole('button', { name: "Back to the code's cell" }).click();
    assert.equal(await line(page, 1), 'f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)');
    assert.equal(await page.getByRole('button', { name: "Back to the code's cell" }).count(), 0);
    assert.deepEqual(errors, []);
    assert.deepEqual((await recorded()).violations, []);
    await close();
  });

  it('take another seed, and the same one again gives the same numbers', async () => {
    const { page, close } = await openCalculator(browser);
    const shown = await shownIn(page, '.operation');
    await page.locator('.variant summary').click();
    const seed = async (text: string): Promise<void> => {
      await page.locator('#seed').click();
      await press(page, 'Control+a');
      await page.keyboard.type(text);
      await press(page, 'Enter');
    };
    await seed('2');
    assert.notEqual(await shownIn(page, '.operation'), shown);
    await seed('1');
    assert.equal(await shownIn(page, '.operation'), shown);
    await close();
  });

  it('are written in the notation that one likes, marked and kept', async () => {
    const { page, close, errors } = await openCalculator(browser);
    await page.locator('.notation summary').click();
    const choose = async (name: string, ...keys: readonly string[]): Promise<void> => {
      await page.locator(`#notation-${name}`).focus();
      await press(page, ...keys);
    };
    await choose('vectors', 'ArrowDown');
    await choose('products', 'ArrowDown');
    await choose('logistic', 'ArrowDown');
    await choose('candidate', 'End');
    assert.equal(await line(page, 1), 'f_t = sigmoid([h_{t-1}, x_t] W_f + b_f)');
    assert.equal(await line(page, 2), 'g_t = tanh([h_{t-1}, x_t] W_g + b_g)');
    assert.equal(await shownIn(page, '.line-shapes >> nth=1'), '[1, 18]·[18, 10] + [1, 10] → [1, 10]');
    assert.match(await shownIn(page, '.notation .hint'), /one above the other/);
    await page.getByRole('button', { name: 'g_t = tanh' }).click();
    assert.equal(await page.locator('.line.current .formula .current').count(), 1);
    // Steps, sums, figures and drawing are written so too.
    assert.match(await shownIn(page, '[data-explanation]'), /^\(x_t W_g\)\[0\]/);
    assert.equal(await shownIn(page, '#operation-title'), 'x_t [1, 8] · W_g [8, 10] → [1, 10]');
    assert.deepEqual(await page.locator('.calculation .shape').allTextContents(), [
      '[1, 8]',
      '[8, 10]',
      '[1, 10]',
    ]);
    assert.equal(await shownIn(page, '#node-f .text'), 'sigmoid');
    assert.equal(await shownIn(page, '#end-h_prev .note'), '[1, 10]');
    // The number that is typed is the one that is seen.
    const typed = page.locator('[data-grid=operand0] [data-row="2"][data-column="5"]');
    const result = (): Promise<string | null> => numberIn(page, 'result', 0, 5);
    const before = await result();
    await typed.click();
    await page.keyboard.type('7');
    await press(page, 'Enter');
    assert.equal(await numberIn(page, 'operand0', 2, 5), '7.00');
    assert.notEqual(await result(), before);
    assert.match(await shownIn(page, '[data-explanation]'), /^\(x_t W_g\)\[5\]/);
    await press(page, 'Control+z');
    await page.reload();
    await page.locator('.line').first().waitFor();
    assert.equal(await line(page, 1), 'f_t = sigmoid([h_{t-1}, x_t] W_f + b_f)');
    assert.deepEqual(errors, []);
    await close();
  });
});
