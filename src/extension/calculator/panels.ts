/**
 * The gate calculators that are open: one panel a layer, used again when its command is called again, and brought back after a
 * restart of the editor from the state that the panel saved.
 */
import {
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { type CalculatorSpec, readSavedSpec } from '../../protocol/calculator.ts';
import { settingsOf } from '../settings.ts';
import { CalculatorPanel } from './panel.ts';

const VIEW_TYPE = 'lstmShapes.calculator';

export class CalculatorPanels implements Disposable {
  private readonly context: ExtensionContext;
  private readonly log: LogOutputChannel;
  private readonly byLayer = new Map<string, CalculatorPanel>();
  private readonly serializer: Disposable;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.context = context;
    this.log = log;
    this.serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
    });
  }

  /** The titles of the panels whose webview has answered, for tests. */
  get ready(): readonly string[] {
    return [...this.byLayer.values()].filter(panel => panel.isReady).map(panel => panel.title);
  }

  /** Shows the layer's panel, in one of its mistakes if so asked; where it is open already, with the sizes as they are now. */
  open(spec: CalculatorSpec, document: Uri, mistake?: string): void {
    const known = spec.source === undefined ? undefined : { ...spec.source, uri: document.toString() };
    const located = { ...spec, source: known };
    const open = this.byLayer.get(layerKey(located));
    if (open !== undefined) {
      open.show(located, mistake);
      return;
    }
    const beside = settingsOf(document).calculator.column === 'beside';
    const panel = window.createWebviewPanel(VIEW_TYPE, '', beside ? ViewColumn.Beside : ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.keep(panel, located, mistake);
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of [...this.byLayer.values()]) panel.dispose();
  }

  private restore(panel: WebviewPanel, state: unknown): void {
    const spec = readSavedSpec(state);
    if (spec === undefined || this.byLayer.has(layerKey(spec))) panel.dispose();
    else this.keep(panel, spec);
  }

  private keep(webviewPanel: WebviewPanel, spec: CalculatorSpec, mistake?: string): void {
    const key = layerKey(spec);
    const panel = new CalculatorPanel(webviewPanel, { spec, mistake }, this.context.extensionUri, this.log);
    this.byLayer.set(key, panel);
    webviewPanel.onDidDispose(() => this.byLayer.delete(key));
  }
}

/** A layer is its place in the code; one without a place is its own description. */
function layerKey(spec: CalculatorSpec): string {
  const { source } = spec;
  return JSON.stringify(source === undefined ? spec : [source.uri, source.line, spec.layer]);
}
