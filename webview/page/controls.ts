/**
 * Buttons, fields, dropdown and checkbox: the only file that knows @vscode/webview-ui-toolkit, so that a successor can take its place
 * in one change.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './icons.ts';

export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

interface ButtonOptions {
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
}

export function iconButton({ label, onPress, disabled }: ButtonOptions, name: IconName): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${label}
    title=${label}
    ?disabled=${disabled ?? false}
    @click=${onPress}
    >${icon(name)}</vscode-button
  >`;
}

export function button(
  { label, onPress, disabled }: ButtonOptions,
  appearance: 'primary' | 'secondary',
): TemplateResult {
  return html`<vscode-button appearance=${appearance} ?disabled=${disabled ?? false} @click=${onPress}>${label}</vscode-button>`;
}

interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What can be typed, where the label does not say. */
  readonly hint?: string;
  /** An example of what can be typed. */
  readonly placeholder?: string;
  /** The placeholder says it to the eye. */
  readonly isLabelUnseen?: boolean;
  /** For a line of text rather than a few digits. */
  readonly isWide?: boolean;
  /** What is wrong with the value as typed. */
  readonly problem: string | undefined;
  /** 'taken': the text has become something else, and the field is empty again. */
  readonly onCommit: (text: string) => unknown;
}

/** A text field; it commits on Enter and when it is left. */
export function field(options: FieldOptions): TemplateResult {
  const { id, label, hint, placeholder, isLabelUnseen, isWide, value, problem, onCommit } = options;
  const commit = (event: Event): void => {
    const { target } = event;
    if (!target || !('value' in target) || target.value === value) return;
    if (onCommit(String(target.value)) === 'taken') target.value = '';
  };
  return html`<div class=${isWide ? 'field wide' : 'field'}>
    <vscode-text-field
      id=${id}
      size="5"
      aria-label=${problem ? `${label}: ${problem}` : label}
      aria-invalid=${problem ? 'true' : nothing}
      title=${hint ?? nothing}
      placeholder=${placeholder ?? nothing}
      .value=${value}
      @change=${commit}
      >${isLabelUnseen ? nothing : html`<span class="field-label">${label}</span>`}</vscode-text-field
    >
    ${problem ? html`<p class="problem" role="alert" data-field=${label}>${problem}</p>` : nothing}
  </div>`;
}

interface ChoiceOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string) => void;
}

/** The toolkit's dropdown takes its name from `aria-label` only. */
export function dropdown({ id, label, value, options, onChoose }: ChoiceOptions): TemplateResult {
  const choose = (event: Event): void => {
    const { target } = event;
    if (target && 'value' in target && typeof target.value === 'string' && target.value !== value)
      onChoose(target.value);
  };
  return html`<vscode-dropdown id=${id} aria-label=${label} @change=${choose}>
    ${options.map(
      option =>
        html`<vscode-option value=${option.value} ?selected=${option.value === value}>${option.text}</vscode-option>`,
    )}
  </vscode-dropdown>`;
}

/** A control under its label, for those that have none of their own to show. Its name is its own. */
export function labelled(label: string, control: TemplateResult): TemplateResult {
  return html`<div class="choice"><span class="field-label" aria-hidden="true">${label}</span>${control}</div>`;
}

interface CheckboxOptions {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function checkbox({ label, checked, onChange }: CheckboxOptions): TemplateResult {
  const change = (event: Event): void => {
    const { target } = event;
    if (target && 'checked' in target && target.checked !== checked) onChange(target.checked === true);
  };
  // The toolkit tells of a change that a drawing makes too: the new listener comes first, which knows better.
  return html`<vscode-checkbox @change=${change} ?checked=${checked} .checked=${checked}>${label}</vscode-checkbox>`;
}
