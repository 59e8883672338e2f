/** The diagram: complete for every cell, bound to the numbers, lit together with the equations and matrices. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { bindCell, compile, layouts } from '../../src/cells/index.ts';
import { drawings } from '../../webview/sections/diagram/drawings/index.ts';
import { operationsOf } from '../../webview/sections/diagram/operations.ts';
import { themes } from '../support/themes.ts';
import { firstQuestion, openCalculator, openForEachTest } from './calculatorPage.ts';
import { expectedTrace, forgetGate, goToGate, press, texts, title } from './expected.ts';

describe('the drawing of each cell', () => {
  const kinds = ['lstm', 'gru', 'simple-rnn', ...Object.keys(drawings)];
  const bound = layouts.flatMap(({ name: layout }) =>
    kinds.flatMap(kind =>
      [true, false].flatMap(resetAfter => {
        const choice = {
          kind,
          layout,
          activation: 'tanh',
          recurrentActivation: 'sigmoid',
          bias: true,
          resetAfter,
        };
        const plain = bindCell(choice);
        const projected = bindCell({ ...choice, projection: 4 });
        return [plain, projected].flatMap(result => (result.ok ? [result.value] : []));
      }),
    ),
  );

  it('has a node for every operation, and one only', () => {
    assert.ok(new Set(bound.map(({ cell }) => cell.name)).size >= 12);
    for (const cell of bound) {
      const program = compile(cell);
      const drawing = drawings[cell.cell.name];
      const found = [...operationsOf(drawing, program).values()].flat().sort((a, b) => a - b);
      const where = `${cell.layout.name} ${cell.cell.name}`;
      assert.deepEqual(
        found,
        program.operations.map(({ index }) => index),
        where,
      );
      for (const [id, own] of operationsOf(drawing, program)) assert.ok(own.length > 0, `${where}: ${id}`);
    }
  });

  it('has wires from what there is, each with a name of its own', () => {
    for (const [name, { nodes, wires, ends }] of Object.entries(drawings)) {
      const known = new Set([...nodes.map(({ id }) => id), ...ends.map(({ symbol }) => symbol)]);
      for (const { id, from } of wires) assert.ok(known.has(from), `${name}: ${id} from ${from}`);
      const ids = [...nodes, ...wires].map(({ id }) => id);
      assert.deepEqual(wires.map(({ id }) => id).length, new Set(wires.map(({ id }) => id)).size, name);
      assert.equal(nodes.length, new Set(nodes.map(({ id }) => id)).size, `${name}: ${ids}`);
    }
  });
});

describe('the diagram of the gate calculator', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;

  openForEachTest((opened, own) => {
    page = opened.page;
    browser = own;
  });

  const classesOf = async (selector: string): Promise<readonly string[]> =>
    ((await page.locator(selector).getAttribute('class')) ?? '').split(' ');

  it('shows the numbers of the chosen unit at the present step', async () => {
    const own = expectedTrace();
    for (const time of [0, 3]) {
      await page.getByLabel('Time step', { exact: true }).fill(String(time));
      for (const [id, symbol] of [
        ['f', 'f_t'],
        ['i', 'i_t'],
        ['o', 'o_t'],
        ['sum', 'c_t'],
      ])
        assert.equal(
          await page.locator(`#note-${id} .value`).textContent(),
          texts(own, time, symbol ?? '')[0],
          `${symbol} at ${time}`,
        );
    }
    assert.equal(await page.locator('#end-x_t .note').textContent(), '[8, 1]');
    assert.equal(await page.locator('#end-c_prev .note').textContent(), '[10, 1]');
  });

  it('has no number on a wire, whatever the cell', async () => {
    await page.locator('.variant summary').click();
    const cell = page.locator('#variant-cell');
    const names = await cell
      .locator('vscode-option')
      .evaluateAll(options => options.map(each => each.getAttribute('value') ?? ''));
    assert.deepEqual(names.toSorted(), Object.keys(drawings).toSorted());
    for (const name of names) {
      await cell.evaluate((choice: HTMLElement & { value: string }, chosen) => {
        choice.value = chosen;
        choice.dispatchEvent(new Event('change', { bubbles: true }));
      }, name);
      const crossed = await page.locator('.diagram svg').evaluate(drawing => {
        const numbers = [...drawing.querySelectorAll('text.beside')];
        const wires = [...drawing.querySelectorAll<SVGPathElement>('path.wire')];
        return wires.flatMap(wire => {
          const points = Array.from({ length: Math.ceil(wire.getTotalLength()) }, (_, at) =>
            wire.getPointAtLength(at).matrixTransform(wire.getScreenCTM() ?? undefined),
          );
          // Letters do not fill their boxes.
          return numbers.flatMap(number => {
            const { left, right, top, bottom } = number.getBoundingClientRect();
            const isOn = points.some(
              ({ x, y }) => x > left + 2 && x < right - 2 && y > top + 3 && y < bottom - 3,
            );
            return isOn ? [`${number.textContent} on ${wire.id}`] : [];
          });
        });
      });
      assert.deepEqual(crossed, [], name);
    }
  });

  it('goes to an operation by click and by keyboard', async () => {
    await page.locator('#node-f').click();
    assert.equal(await title(page), 'σ(sum [10, 1]) → [10, 1]');
    assert.ok((await classesOf('#node-f')).includes('current'));
    await page.locator('#node-keep').focus();
    await press(page, 'Enter');
    assert.match((await title(page)) ?? '', /^f_t \[10, 1\] ⊙ c_\{t-1\}/);
    assert.equal(await page.locator('#node-keep').getAttribute('aria-current'), 'step');
    assert.equal(await page.locator('#node-f').getAttribute('aria-current'), 'false');
  });

  it('lights what the pointer is on, in the diagram and the equations alike', async () => {
    await page.locator('#node-f').hover();
    const line = page.locator('.line', { has: page.getByRole('button', { name: forgetGate, exact: true }) });
    assert.match((await line.getAttribute('class')) ?? '', /\blit\b/);
    assert.equal(await page.locator('.line.lit').count(), 1);
    assert.ok((await page.locator('.formula .lit').count()) > 0);
    assert.ok((await classesOf('#wire-f-out')).includes('lit'));
    const other = page.locator('.line', { has: page.getByRole('button', { name: /^o_t =/ }) });
    await other.locator('.line-name').hover();
    assert.ok((await classesOf('#node-o')).includes('lit'));
    assert.ok(!(await classesOf('#node-f')).includes('lit'));
  });

  for (const theme of themes)
    it(`marks what is lit in ${theme.name}`, async () => {
      const other = await openCalculator(browser, { theme });
      await other.page.locator('#node-f').hover();
      const { background, outline } = await other.page
        .locator('.formula .lit')
        .first()
        .evaluate(part => {
          const style = getComputedStyle(part);
          return { background: style.backgroundColor, outline: style.outlineColor };
        });
      const isClear = (color: string): boolean => /^rgba\(.*, 0\)$/.test(color);
      assert.ok(!isClear(background), background);
      assert.equal(!isClear(outline), theme.classes.includes('vscode-high-contrast'), outline);
      await other.close();
    });

  it('lights the matrix that an operation made, and the operation that made a matrix', async () => {
    await goToGate(page, forgetGate, 3);
    await page.locator('[data-grid=operand0]').hover();
    assert.ok((await classesOf('#node-f')).includes('lit'));
    await page.locator('h1').hover();
    assert.equal(await page.locator('.node.lit').count(), 0);
    await page.locator('#node-f').focus();
    assert.ok((await page.locator('.calculation figure.lit').count()) >= 1);
  });

  it('lights the slices of the fused weights with their gate, and the gate with its slice', async () => {
    const lit = (): Promise<readonly string[]> => page.locator('.bracket.lit').allTextContents();
    await page.locator('#node-f').hover();
    assert.deepEqual(await lit(), ['W_f', 'U_f', 'b_f']);
    await page.locator('.bracket', { hasText: 'U_o' }).hover();
    assert.ok((await classesOf('#node-o')).includes('lit'));
    assert.deepEqual(await lit(), ['U_o']);
    await page.locator('h1').hover();
    assert.deepEqual(await lit(), []);
  });

  it('lights the weights of a gate where each has its own', async () => {
    const other = await openCalculator(browser, {
      spec: { ...firstQuestion, framework: 'Flax', layoutName: 'flax' },
    });
    await other.page.locator('#node-f').hover();
    const names = await other.page.locator('.storage figure.lit figcaption b').allTextContents();
    assert.deepEqual(names, ['if/kernel', 'hf/kernel', 'hf/bias']);
    await other.close();
  });

  it('lights the rows of a gate where the gates of each unit stand together', async () => {
    const other = await openCalculator(browser, {
      spec: { ...firstQuestion, framework: 'Chainer', layoutName: 'chainer', units: 2 },
    });
    const rows = other.page.locator('.matrix-side .bracket');
    assert.deepEqual((await rows.allTextContents()).slice(0, 8), ['a', 'i', 'f', 'o', 'a', 'i', 'f', 'o']);
    await rows.nth(6).hover();
    assert.ok(await other.page.locator('#node-f.lit').count());
    const lit = await rows.evaluateAll(all => all.flatMap((each, i) => (each.matches('.lit') ? [i] : [])));
    assert.deepEqual(lit, [2, 6]);
    await other.close();
  });

  it('lights the states over time with the operation that makes them', async () => {
    await page.locator('#node-sum').hover();
    assert.equal(await page.locator('figure.lit [data-grid="state:c_t"]').count(), 1);
    assert.equal(await page.locator('figure.lit [data-grid="state:h_t"]').count(), 0);
  });

  it('is drawn for the other cells', async () => {
    for (const [change, nodes] of [
      [{ cell: 'gru' }, 8],
      [{ cell: 'gru', resetAfter: true }, 9],
      [{ cell: 'simple-rnn' }, 1],
      [{ layoutName: 'torch', projection: 4 }, 10],
    ] as const) {
      const other = await openCalculator(browser, { spec: { ...firstQuestion, ...change } });
      assert.equal(await other.page.locator('.diagram .node').count(), nodes, JSON.stringify(change));
      assert.deepEqual(other.errors, []);
      await other.close();
    }
  });
});
