/** What the panel is about: the layer, its framework and sizes, where it stands in the code. */
import { html, nothing, type TemplateResult } from 'lit';
import { countText, layoutNamed } from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import type { Context } from '../../page/context.ts';
import { button, dropdown, field, iconButton } from '../../page/controls.ts';
import { icon } from '../../page/icons.ts';
import { ownCount } from '../edits/matrices.ts';
import { unkeptNumbers } from '../edits/saved.ts';
import { compareView } from '../tools/tools.ts';
import { weightOfferView } from '../weights/weights.ts';
import { type SizeField, sizeFields, sizesNotFrom } from './sizes.ts';
import {
  directionText,
  hasDirections,
  isStacked,
  layerCount,
  layerText,
  type Part,
  partSentences,
} from './stack.ts';

/** `more`: what is only there where the layer can be calculated. */
export function headerView(context: Context, more?: TemplateResult): TemplateResult {
  const { spec } = context.state;
  return html`<header class="header">
    <div class="title-row">
      <h1>${spec.layer}</h1>
      <span class="tag">${spec.framework}</span>
      <span class="spacer"></span>
      <div class="title-links">
        ${sourceView(context)} ${iconButton({ label: 'Keyboard help', onPress: () => context.dispatch({ type: 'helpToggled' }) }, 'help')}
      </div>
    </div>
    ${sizesView(context, more)} ${stackView(context)} ${noticesView(context)} ${unkeptView(context)} ${offerView(context)} ${weightOfferView(context)}
  </header>`;
}

function sourceView({ state: { spec }, post }: Context): TemplateResult | typeof nothing {
  const { source } = spec;
  if (!source) return nothing;
  const place = `${source.label}:${source.line}`;
  const reveal = (): void => post({ type: 'revealSource', place: source });
  return html`<button class="link source" title="Show this layer in the code" @click=${reveal}>
    ${icon('source')}<span class="link-text">${place}</span>
  </button>`;
}

/** Sizes by the names that the framework gives them. */
function sizeName(spec: CalculatorSpec, name: SizeField): string {
  const layout = layoutNamed(spec.layoutName);
  if (name === 'steps') return 'time steps';
  return (name === 'units' ? layout?.unitsName : layout?.featuresName) ?? name;
}

function sizesView(context: Context, more: TemplateResult | undefined): TemplateResult {
  const { state, dispatch } = context;
  const { spec, sizes, sizeDrafts, past, future } = state;
  const own = ownCount(state);
  const fields = sizeFields.map(name =>
    field({
      id: `size-${name}`,
      label: sizeName(spec, name),
      value: sizeDrafts[name]?.text ?? String(sizes[name]),
      problem: sizeDrafts[name]?.problem,
      onCommit: text => dispatch({ type: 'sizeTyped', field: name, text }),
    }),
  );
  return html`<div class="sizes" role="group" aria-label="Sizes">
    ${partView(context)} ${fields}
    <span class="spacer"></span>
    <div class="edit-buttons">
      ${iconButton({ label: 'Undo', onPress: () => dispatch({ type: 'undone' }), disabled: past.length === 0 }, 'undo')}
      ${iconButton({ label: 'Redo', onPress: () => dispatch({ type: 'redone' }), disabled: future.length === 0 }, 'redo')}
      ${
        own > 0
          ? button(
              {
                label: `Clear ${own === 1 ? '1 own number' : `${countText(own)} own numbers`}`,
                onPress: () => dispatch({ type: 'editsCleared' }),
              },
              'secondary',
            )
          : nothing
      }
      ${compareView(context)} ${more ?? nothing}
    </div>
  </div>`;
}

/** Which cell of a stacked or bidirectional layer is shown. */
function partView({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { spec, part } = state;
  if (!isStacked(spec)) return nothing;
  const layers = Array.from({ length: layerCount(spec) }, (_, layer) => ({
    value: String(layer),
    text: layerText(spec, layer),
  }));
  const directions = [false, true].map(reverse => ({ value: String(reverse), text: directionText(reverse) }));
  const choose = (change: Partial<Part>): void =>
    dispatch({ type: 'partChosen', part: { ...part, ...change } });
  return html`<div class="parts">
    ${
      layers.length > 1
        ? dropdown({
            id: 'part-layer',
            label: 'Layer of the stack',
            value: String(part.layer),
            options: layers,
            onChoose: value => choose({ layer: Number(value) }),
          })
        : nothing
    }
    ${
      hasDirections(spec)
        ? dropdown({
            id: 'part-direction',
            label: 'Direction',
            value: String(part.reverse),
            options: directions,
            onChoose: value => choose({ reverse: value === 'true' }),
          })
        : nothing
    }
  </div>`;
}

/** One cell of several must not be taken for the layer. */
function stackView({ state: { spec, part } }: Context): TemplateResult | typeof nothing {
  if (!isStacked(spec)) return nothing;
  return html`<div class="notice stack" role="note">
    <p>${partSentences(spec, part).join(' ')}</p>
  </div>`;
}

function noticesView({ state: { spec, part, sizes } }: Context): TemplateResult | typeof nothing {
  const { unknown, cut } = sizesNotFrom(spec, part);
  if (unknown.length + cut.length === 0) return nothing;
  const list = (names: readonly SizeField[]): string =>
    names.map(name => `${sizeName(spec, name)} (${sizes[name]} here)`).join(', ');
  return html`<div class="notice" role="note">
    ${unknown.length > 0 ? html`<p>The code does not say ${list(unknown)}. The value is assumed; set your own above.</p>` : nothing}
    ${cut.length > 0 ? html`<p>Larger in the code than can be walked through: ${list(cut)}.</p>` : nothing}
  </div>`;
}

/** Said before it happens: pasted numbers are nowhere else. */
function unkeptView({ state }: Context): TemplateResult | typeof nothing {
  const count =
    unkeptNumbers(state) + [...state.parked.values()].reduce((sum, work) => sum + unkeptNumbers(work), 0);
  if (count === 0) return nothing;
  return html`<div class="notice" role="status">
    <p>${countText(count)} of your own numbers are too many to be kept: they are gone once this tab is hidden or closed. Open them from a file of weights instead, or export the cell.</p>
  </div>`;
}

function offerView({ state: { offered, spec }, dispatch }: Context): TemplateResult | typeof nothing {
  if (!offered) return nothing;
  const changes = (['units', 'inputSize', 'steps'] as const)
    .filter(name => offered[name] !== spec[name])
    .map(
      name =>
        `${sizeName(spec, name === 'inputSize' ? 'features' : name)} ${spec[name] ?? '?'} → ${offered[name] ?? '?'}`,
    );
  return html`<div class="notice offer" role="status">
    <p>The code has changed${changes.length > 0 ? `: ${changes.join(', ')}` : ''}. Your own numbers stay where they fit.</p>
    ${button({ label: 'Update', onPress: () => dispatch({ type: 'offerTaken' }) }, 'primary')}
    ${button({ label: 'Keep as it is', onPress: () => dispatch({ type: 'offerDeclined' }) }, 'secondary')}
  </div>`;
}

/** What is said where the layer's arithmetic cannot be shown. */
export function problemsView(problems: readonly { readonly message: string }[]): TemplateResult {
  return html`<section class="panel" role="status">
    <h2>This layer cannot be calculated here</h2>
    ${problems.map(problem => html`<p>${problem.message}</p>`)}
  </section>`;
}
