/** What a run stops at: kinds of numbers, and conditions as one types them. */
import { html, nothing, type TemplateResult } from 'lit';
import { expressionNames, readExpression } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { checkbox, field, iconButton } from '../../page/controls.ts';
import { keepLatest } from '../../state/keepLatest.ts';
import type { Model } from '../../state/model.ts';
import { type BreakpointKind, breakpointKinds } from './slice.ts';

const titles: Readonly<Record<BreakpointKind, string>> = {
  nan: 'NaN',
  infinite: 'infinity',
  saturated: 'saturation',
};

export function breakpointsView(context: ModelContext): TemplateResult {
  const { state, dispatch, model } = context;
  const { stopsAt, conditions, conditionDraft } = state;
  return html`<section class="panel breakpoints" aria-labelledby="breakpoints-title">
    <h2 id="breakpoints-title">Breakpoints</h2>
    <div class="break-kinds" role="group" aria-label="Stop at">
      <span class="quiet">Stop at</span>
      ${breakpointKinds.map(kind =>
        checkbox({
          label: titles[kind],
          checked: stopsAt[kind],
          onChange: () => dispatch({ type: 'breakpointToggled', kind }),
        }),
      )}
    </div>
    ${field({
      id: 'condition',
      label: 'or where this holds',
      hint: namesText(model),
      placeholder: 'max(abs(c)) > 5',
      isWide: true,
      value: conditionDraft?.text ?? '',
      problem: conditionDraft?.problem,
      onCommit: text => {
        const problem = text.trim() === '' ? undefined : problemOf(text, model);
        if (text.trim() !== '' || conditionDraft) dispatch({ type: 'conditionTyped', text, problem });
        return problem === undefined ? 'taken' : undefined;
      },
    })}
    ${listView(conditions, text => dispatch({ type: 'conditionRemoved', text }), model)}
  </section>`;
}

/** What a run has come to; it is read out. */
export function outcomeView({ state, dispatch }: ModelContext): TemplateResult {
  const { run, outcome } = state;
  const stop = html`<button class="link" @click=${() => dispatch({ type: 'runCancelled' })}>Stop</button>`;
  return html`<p class=${run || outcome ? 'outcome' : 'outcome unseen'} role="status">
    ${run ? html`Looking for a breakpoint … ${stop}` : (outcome ?? nothing)}
  </p>`;
}

/** Why a text cannot be an expression of this cell. */
export function problemOf(text: string, { trace }: Model): string | undefined {
  const read = readExpression(text, trace);
  return read.ok ? undefined : (read.problems[0]?.message ?? '');
}

export const namesText = keepLatest(({ program }: Model): string => {
  const names = [...expressionNames(program).keys()].filter(name => !/^[A-Z]/.test(name) && name !== 'b');
  return `Over ${names.join(', ')}, t and the weights; elements from 0: c[2]. With * for matrices, .* number by number, abs, max, min, sum, mean, norm, any, all`;
});

/** The expressions that were typed, each with a button to take it away, and what has become wrong with it. */
function listView(
  texts: readonly string[],
  remove: (text: string) => void,
  model: Model,
): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<ul class="expressions">
    ${texts.map(text => {
      const problem = problemOf(text, model);
      return html`<li>
        ${iconButton({ label: `Remove ${text}`, onPress: () => remove(text) }, 'remove')}
        <code>${text}</code>
        ${problem === undefined ? nothing : html`<span class="problem">${problem}</span>`}
      </li>`;
    })}
  </ul>`;
}
