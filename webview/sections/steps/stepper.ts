/** Forward and back: by operation, by time step, to either end, and a slider over time. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Grain, lastPosition, positionOf } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { iconButton } from '../../page/controls.ts';
import { numbersView } from '../numbers/numbers.ts';

export function stepperView(context: ModelContext): TemplateResult {
  const { model, place, dispatch, state } = context;
  const { steps } = state.sizes;
  const { walk } = model;
  const last = lastPosition(walk);
  const position = positionOf(walk, place);
  const go = (grain: Grain, count: number) => () => dispatch({ type: 'moved', walk, grain, count });
  const to = (target: number) => () => dispatch({ type: 'movedTo', position: target });
  const atStart = position === 0;
  const atEnd = position >= last;
  const slide = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const time = Number(event.target.value);
    dispatch({ type: 'movedTo', position: positionOf(walk, { ...place, time }) });
  };
  return html`<div class="stepper" role="toolbar" aria-label="Steps">
    <div class="stepper-buttons">
      ${iconButton({ label: 'To the start', onPress: to(0), disabled: atStart }, 'start')}
      ${iconButton({ label: 'Back one time step  [', onPress: go('time', -1), disabled: place.time === 0 }, 'timeBack')}
      ${iconButton({ label: 'Back one operation  ,', onPress: go('operation', -1), disabled: atStart }, 'back')}
      ${iconButton({ label: 'Forward one operation  .', onPress: go('operation', 1), disabled: atEnd }, 'forward')}
      ${iconButton({ label: 'Forward one time step  ]', onPress: go('time', 1), disabled: place.time === steps - 1 }, 'timeForward')}
      ${iconButton({ label: 'To the end', onPress: to(last), disabled: atEnd }, 'end')}
    </div>
    <label class="slider">
      <span class="slider-label">t = ${place.time}</span>
      <input
        type="range"
        min="0"
        max=${steps - 1}
        .value=${live(String(place.time))}
        ?disabled=${steps === 1}
        aria-label="Time step"
        aria-valuetext=${`time step ${place.time} of 0 to ${steps - 1}`}
        @input=${slide}
      />
      <span class="slider-label">${steps - 1}</span>
    </label>
    <span class="stepper-place">operation ${place.operation + 1} of ${model.program.operations.length}</span>
    ${progressView(context)} ${numbersView(context)}
  </div>`;
}

/** Said only while a large layer is still being computed. */
function progressView({ model, place, state }: ModelContext): TemplateResult {
  const wanted = Math.floor(state.position / model.walk.width);
  const behind = wanted > place.time;
  return html`<span class="progress" role="status">${behind ? `computing time step ${place.time + 1} of ${wanted} …` : ''}</span>`;
}
