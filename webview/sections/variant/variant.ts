/** What of the layer can be chosen otherwise than the code has it: cell, activations, recurrent dropout; and the seed of the example numbers. */
import { html, nothing, type TemplateResult } from 'lit';
import { activationChoices, cellTitles, readNumber } from '../../../src/cells/index.ts';
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import type { ModelContext } from '../../page/context.ts';
import { button, dropdown, field, labelled } from '../../page/controls.ts';
import type { Model } from '../../state/model.ts';
import { storedAs } from '../layouts/storedAs.ts';
import { withCell } from './change.ts';

const rates: readonly number[] = [0, 0.1, 0.2, 0.3, 0.5];

export function variantView(context: ModelContext): TemplateResult {
  const { state, dispatch, model } = context;
  const { spec, variantOpen } = state;
  const { activation, recurrentActivation } = spec.activations;
  const toggled = (event: Event): void => {
    const { target } = event;
    if (target instanceof HTMLDetailsElement && target.open !== state.variantOpen)
      dispatch({ type: 'variantToggled' });
  };
  const hasGates = model.bound.stored.gates.some(gate => gate !== '');
  const functions = hasGates ? `${activation}, ${recurrentActivation}` : activation;
  // What the code drops it drops in training only.
  const dropped = spec.recurrentDropout
    ? `, in training with recurrent dropout of ${spec.recurrentDropout}`
    : '';
  return html`<details class="variant" ?open=${variantOpen} @toggle=${toggled}>
    <summary>${model.bound.cell.title}, ${functions}${dropped}, as ${model.bound.layout.title} stores it</summary>
    <div class="choices">
      ${variantOpen ? html`${choicesView(context, hasGates)} ${backView(context)}` : nothing}
    </div>
  </details>`;
}

function choicesView({ state, dispatch, model }: ModelContext, hasGates: boolean): TemplateResult {
  const { spec, sizes, seed } = state;
  const { activation, recurrentActivation } = spec.activations;
  const choose = (changes: Partial<CalculatorSpec>): void =>
    dispatch({ type: 'variantChosen', spec: { ...spec, ...changes } });
  const known = activationChoices(model.bound.layout).map(({ name, title }) => ({
    value: name,
    text: title,
  }));
  const functions = (own: string) =>
    known.some(({ value }) => value === own) ? known : [{ value: own, text: own }, ...known];
  return html`${labelled(
    'cell',
    dropdown({
      id: 'variant-cell',
      label: 'Cell',
      value: model.bound.cell.name,
      options: cellTitles.map(({ name, title }) => ({ value: name, text: title })),
      onChoose: value => {
        const chosen = cellTitles.find(({ name }) => name === value);
        const from = { code: state.code, cell: model.bound.cell.name };
        if (chosen) dispatch({ type: 'variantChosen', spec: withCell(spec, chosen.name, sizes.units, from) });
      },
    }),
  )}
  ${labelled(
    'activation',
    dropdown({
      id: 'variant-activation',
      label: 'Activation',
      value: activation,
      options: functions(activation),
      onChoose: value => choose({ activations: { activation: value, recurrentActivation } }),
    }),
  )}
  ${
    hasGates
      ? labelled(
          'of the gates',
          dropdown({
            id: 'variant-recurrent',
            label: 'Activation of the gates',
            value: recurrentActivation,
            options: functions(recurrentActivation),
            onChoose: value => choose({ activations: { activation, recurrentActivation: value } }),
          }),
        )
      : nothing
  }
  ${labelled(
    'recurrent dropout',
    dropdown({
      id: 'variant-dropout',
      label: 'Recurrent dropout',
      value: String(spec.recurrentDropout ?? 0),
      options: [...new Set([...rates, spec.recurrentDropout ?? 0])].map(rate => ({
        value: String(rate),
        text: rate === 0 ? 'none' : String(rate),
      })),
      onChoose: value => choose({ recurrentDropout: Number(value) }),
    }),
  )}
  ${forgetBiasView(model, spec, choose)}
  ${field({
    id: 'seed',
    label: 'seed',
    hint: 'Of the example numbers',
    value: String(seed),
    problem: undefined,
    onCommit: text => {
      const chosen = Number(text);
      if (/^\s*\d{1,9}\s*$/.test(text)) dispatch({ type: 'seedChosen', seed: chosen });
    },
  })}`;
}

/** Only where the framework's formula adds a number to the forget gate, which TensorFlow 1 lets one choose. */
function forgetBiasView(
  { bound }: Model,
  spec: CalculatorSpec,
  choose: (changes: Partial<CalculatorSpec>) => void,
): TemplateResult | typeof nothing {
  const own = bound.stored.forgetBias;
  if (own === undefined && spec.forgetBias === undefined) return nothing;
  return field({
    id: 'forget-bias',
    label: 'forget bias',
    hint: 'Added to the forget gate before its activation',
    value: String(spec.forgetBias ?? own),
    problem: undefined,
    onCommit: text => {
      const value = readNumber(text);
      if (value !== undefined && Number.isFinite(value)) choose({ forgetBias: value });
    },
  });
}

/** The way back to the code, which another storage has one of its own for. */
function backView({ state: { code, spec }, dispatch }: ModelContext): TemplateResult | typeof nothing {
  const isAtHome = spec.layoutName === code.layoutName;
  const own = isAtHome ? code : storedAs(code, spec.layoutName, spec.framework);
  const isOwn =
    spec.cell === code.cell &&
    (!isAtHome || spec.forgetBias === code.forgetBias) &&
    spec.resetAfter === code.resetAfter &&
    spec.projection === code.projection &&
    (spec.recurrentDropout ?? 0) === (code.recurrentDropout ?? 0) &&
    (!isAtHome || JSON.stringify(spec.activations) === JSON.stringify(code.activations));
  if (isOwn) return nothing;
  const home = spec.cell === code.cell ? own : code;
  return button(
    { label: "Back to the code's cell", onPress: () => dispatch({ type: 'variantChosen', spec: home }) },
    'secondary',
  );
}
