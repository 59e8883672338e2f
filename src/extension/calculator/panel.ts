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
import { type FromCalculator, readFromCalculator, type ToCalculator } from '../../protocol/calculator.ts';
import { calculatorHtml } from '../../protocol/calculatorHtml.ts';
import type { CalculatorSpec, SourcePlace } from '../../protocol/calculatorSpec.ts';
import { parseUri } from '../documents.ts';
import { complain, inform } from '../messages.ts';
import type { ShapeServer } from '../server.ts';
import { deliver } from './exports.ts';
import type { KeptNumbers } from './keptNumbers.ts';
import { copyLink } from './links.ts';
import { type ChosenWeights, chooseWeights, sendWeights } from './weights.ts';

/** What a panel opens with. */
export interface Shown {
  readonly spec: CalculatorSpec;
  readonly mistake?: string | undefined;
  /** To be sent once the page has its layer: weights, or a state out of a link. */
  readonly first?: ToCalculator | undefined;
}

/** What a panel needs of the rest. */
export interface PanelServices {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
  readonly server: ShapeServer;
  readonly kept: KeptNumbers;
}

export class CalculatorPanel implements Disposable {
  private readonly panel: WebviewPanel;
  private readonly services: PanelServices;
  private spec: CalculatorSpec;
  /** To be shown with the next load, and not again when the webview comes back. */
  private mistake: string | undefined;
  private first: ToCalculator | undefined;
  private answered = false;
  /** What the page has last said of its state. */
  lastState: unknown;
  /** The page holds numbers that a person has given. */
  hasOwnNumbers = false;

  constructor(panel: WebviewPanel, { spec, mistake, first }: Shown, services: PanelServices) {
    const { extensionUri } = services;
    this.panel = panel;
    this.spec = spec;
    this.mistake = mistake;
    this.first = first;
    this.services = services;
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

  get layer(): CalculatorSpec {
    return this.spec;
  }

  /** It is the panel that the person looks at. */
  get isActive(): boolean {
    return this.panel.active;
  }

  /** The layer as the code says it now, without bringing the panel to the front. */
  update(spec: CalculatorSpec): void {
    this.spec = spec;
    if (this.answered && this.panel.visible) this.sendLoad();
  }

  /** Weights of a file; the page asks for their numbers. */
  offer({ place, layer }: ChosenWeights): void {
    const message: ToCalculator = { type: 'weights', place, layer };
    const isAlive = this.answered && this.panel.visible;
    this.panel.reveal();
    if (isAlive) this.send(message);
    else this.first = message;
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
      case 'openWeights':
        this.attempt(this.openWeights());
        break;
      case 'weightsWanted':
        this.attempt(
          sendWeights(this.services.server, message, sent => this.panel.webview.postMessage(sent)),
        );
        break;
      case 'keep':
        this.attempt(this.services.kept.keep(message.id, message.matrix));
        break;
      case 'keptWanted':
        this.attempt(this.sendKept(message.id));
        break;
      case 'export':
        this.attempt(deliver(message));
        break;
      case 'link':
        this.attempt(copyLink(message.state));
        break;
      case 'error':
        this.services.log.error(`Gate calculator: ${message.message}`);
        break;
      case 'stateChanged':
        this.lastState = message.state;
        this.hasOwnNumbers = message.hasOwnNumbers;
        break;
    }
  }

  private async sendKept(id: string): Promise<void> {
    this.send({ type: 'kept', id, matrix: await this.services.kept.read(id) });
  }

  private async openWeights(): Promise<void> {
    const chosen = await chooseWeights(this.services.server, undefined);
    if (chosen) this.offer(chosen);
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.services.log.error(error instanceof Error ? error : message);
      complain(message, this.services.log);
    });
  }

  private sendLoad(): void {
    const { spec, mistake } = this;
    this.mistake = undefined;
    this.send(mistake === undefined ? { type: 'load', spec } : { type: 'load', spec, mistake });
    const { first } = this;
    this.first = undefined;
    if (first) this.send(first);
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
