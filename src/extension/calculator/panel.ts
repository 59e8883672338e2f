/** One gate calculator: its webview, and the messages to and from it. */
import { randomBytes } from 'node:crypto';
import {
  commands,
  type Disposable,
  env,
  type LogOutputChannel,
  Position,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
} from 'vscode';
import {
  type CalculatorSpec,
  type FromCalculator,
  readFromCalculator,
  type SourcePlace,
  type ToCalculator,
} from '../../protocol/calculator.ts';
import { calculatorHtml } from '../../protocol/calculatorHtml.ts';
import { parseUri } from '../documents.ts';
import { inform } from '../messages.ts';

/** What a panel opens with. */
interface Shown {
  readonly spec: CalculatorSpec;
  readonly mistake: string | undefined;
}

export class CalculatorPanel implements Disposable {
  private readonly panel: WebviewPanel;
  private readonly log: LogOutputChannel;
  private spec: CalculatorSpec;
  /** To be shown with the next load, and not again when the webview comes back. */
  private mistake: string | undefined;
  private answered = false;

  constructor(panel: WebviewPanel, { spec, mistake }: Shown, extensionUri: Uri, log: LogOutputChannel) {
    this.panel = panel;
    this.spec = spec;
    this.mistake = mistake;
    this.log = log;
    panel.title = titleOf(spec);
    panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', 'calculator-light.svg'),
      dark: Uri.joinPath(extensionUri, 'media', 'calculator-dark.svg'),
    };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.load(extensionUri);
  }

  get title(): string {
    return this.panel.title;
  }

  /** Whether the webview has said that it listens. */
  get isReady(): boolean {
    return this.answered;
  }

  /** Brings the panel to the front with the layer as it is now. */
  show(spec: CalculatorSpec, mistake?: string): void {
    this.spec = spec;
    this.mistake = mistake;
    this.panel.title = titleOf(spec);
    // One that is hidden starts anew, and asks for its load then.
    const isAlive = this.answered && this.panel.visible;
    this.panel.reveal();
    if (isAlive) this.sendLoad();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private load(extensionUri: Uri): void {
    const { webview } = this.panel;
    const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
    const uriOf = (name: string) => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = calculatorHtml({
      nonce: randomBytes(24).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: uriOf('main.js'),
      styleUri: uriOf('main.css'),
      title: this.panel.title,
    });
  }

  /** A webview that was hidden starts anew and says `ready` again. */
  private receive(raw: unknown): void {
    const message = readFromCalculator(raw);
    if (message !== undefined) this.answer(message);
  }

  private answer(message: FromCalculator): void {
    switch (message.type) {
      case 'ready':
        this.answered = true;
        this.sendLoad();
        break;
      case 'revealSource':
        revealSource(message.place).catch(() => inform(`${message.place.label} cannot be opened any more.`));
        break;
      case 'copy':
        void env.clipboard.writeText(message.text);
        break;
      case 'error':
        this.log.error(`Gate calculator: ${message.message}`);
        break;
      case 'stateChanged':
        // The editor keeps the webview's own state; nothing here depends on it.
        break;
    }
  }

  private sendLoad(): void {
    const { spec, mistake } = this;
    this.mistake = undefined;
    this.send(mistake === undefined ? { type: 'load', spec } : { type: 'load', spec, mistake });
  }

  private send(message: ToCalculator): void {
    this.panel.webview.postMessage(message);
  }
}

function titleOf(spec: CalculatorSpec): string {
  return `${spec.layer} · Gate Calculator`;
}

/** The editor's own command, because it knows files and cells of notebooks alike. */
async function revealSource(place: SourcePlace): Promise<void> {
  const uri = place.uri === undefined ? undefined : parseUri(place.uri);
  if (uri === undefined) throw new Error('no document');
  const start = new Position(place.line - 1, 0);
  await commands.executeCommand('vscode.open', uri, {
    viewColumn: ViewColumn.One,
    selection: new Range(start, start),
  });
}
