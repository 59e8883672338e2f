/**
 * The gate calculators that are open: one panel a layer, used again when its command is called again, and brought back after a
 * restart of the editor from the state that the panel saved.
 */
import { Disposable, type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { ToCalculator } from '../../protocol/calculator.ts';
import { type CalculatorSpec, readSavedSpec } from '../../protocol/calculatorSpec.ts';
import { suggest } from '../messages.ts';
import { settingsOf } from '../settings.ts';
import { CodeFollower } from './follow.ts';
import { CalculatorPanel, type PanelServices, type Shown } from './panel.ts';

const VIEW_TYPE = 'lstmShapes.calculator';

export class CalculatorPanels implements Disposable {
  private readonly services: PanelServices;
  private readonly panels = new Set<CalculatorPanel>();
  private readonly watching: Disposable;
  private isOver = false;

  constructor(services: PanelServices) {
    this.services = services;
    const follower = new CodeFollower(services.server, () => [...this.panels]);
    this.watching = Disposable.from(
      follower,
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
      }),
    );
  }

  /** The titles of the panels whose webview has answered, for tests. */
  get ready(): readonly string[] {
    return [...this.panels].filter(panel => panel.isReady).map(panel => panel.title);
  }

  /** What the pages have last said of their state, for tests. */
  get states(): readonly unknown[] {
    return [...this.panels].map(panel => panel.lastState);
  }

  /** The panel that the person looks at. */
  get active(): CalculatorPanel | undefined {
    return [...this.panels].find(panel => panel.isActive);
  }

  /** Shows the layer's panel, in one of its mistakes if so asked; where it is open already, with the sizes as they are now. */
  open(spec: CalculatorSpec, document: Uri, mistake?: string): void {
    const known = spec.source === undefined ? undefined : { ...spec.source, uri: document.toString() };
    const located = { ...spec, source: known };
    const open = this.panelOf(located);
    if (open !== undefined) open.show(located, mistake);
    else {
      const beside = settingsOf(document).calculator.column === 'beside';
      this.create({ spec: located, mistake }, beside ? ViewColumn.Beside : ViewColumn.Active);
    }
  }

  /** A layer that stands in no code. */
  openAlone(spec: CalculatorSpec, first?: ToCalculator): void {
    const open = first === undefined ? this.panelOf(spec) : undefined;
    if (open !== undefined) open.show(spec);
    else this.create({ spec, first }, ViewColumn.Active);
  }

  dispose(): void {
    this.isOver = true;
    this.watching.dispose();
    for (const panel of [...this.panels]) panel.dispose();
  }

  private panelOf(spec: CalculatorSpec): CalculatorPanel | undefined {
    const key = layerKey(spec);
    return [...this.panels].find(panel => layerKey(panel.layer) === key);
  }

  private create(shown: Shown, column: ViewColumn): void {
    this.keep(window.createWebviewPanel(VIEW_TYPE, '', column, { enableFindWidget: true }), shown);
  }

  private restore(panel: WebviewPanel, state: unknown): void {
    const spec = readSavedSpec(state);
    if (spec === undefined || this.panelOf(spec)) panel.dispose();
    else this.keep(panel, { spec });
  }

  private keep(webviewPanel: WebviewPanel, shown: Shown): void {
    const panel = new CalculatorPanel(webviewPanel, shown, this.services);
    this.panels.add(panel);
    webviewPanel.onDidDispose(() => {
      // After a dispose of the whole there is nobody left to answer.
      if (this.panels.delete(panel) && !this.isOver) this.offerBack(panel);
    });
  }

  /** A panel cannot be kept from closing, so that numbers of a person's own are offered back after it. */
  private offerBack({ layer, hasOwnNumbers, lastState }: CalculatorPanel): void {
    if (!hasOwnNumbers) return;
    suggest(`The gate calculator of ${layer.layer} was closed with numbers of your own in it.`, {
      'Open It Again': () => this.openAlone(layer, { type: 'restore', state: lastState }),
    });
  }
}

/** A layer is its place in the code; one without a place is its own description. */
function layerKey(spec: CalculatorSpec): string {
  const { source } = spec;
  return JSON.stringify(source === undefined ? spec : [source.uri, source.line, spec.layer]);
}
