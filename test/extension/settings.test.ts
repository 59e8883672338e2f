import assert from 'node:assert/strict';
import type { TextDocument } from 'vscode';
import {
  closeAll,
  hoverText,
  openSample,
  ourProblems,
  placeOf,
  problemsOf,
  untilTrue,
  withSetting,
} from '../support/editor.ts';

describe('settings', () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = (await openSample('keras_stacked_classifier.py')).document;
    await problemsOf(document.uri);
  });

  afterEach(closeAll);

  const hasHover = async () => (await hoverText(document.uri, placeOf(document, 'LSTM(hidden,'))) !== '';
  const hasProblems = () => ourProblems(document.uri).length > 0;

  it('silence everything at once', async () => {
    await withSetting('enable', false, () =>
      untilTrue(async () => !hasProblems() && !(await hasHover())).then(() => undefined),
    );
    await untilTrue(async () => hasProblems() && (await hasHover()));
  });

  it('silence the hover alone', async () => {
    await withSetting('hover.enable', false, async () => {
      await untilTrue(async () => !(await hasHover()));
      assert.ok(hasProblems());
    });
    await untilTrue(hasHover);
  });

  it('silence the problems alone', async () => {
    await withSetting('problems.enable', false, async () => {
      await untilTrue(() => !hasProblems());
      assert.ok(await hasHover());
    });
    await untilTrue(hasProblems);
  });

  it('leave out excluded files', async () => {
    await withSetting('exclude', ['**/keras_*.py'], () =>
      untilTrue(async () => !hasProblems() && !(await hasHover())).then(() => undefined),
    );
    await untilTrue(hasProblems);
  });
});
