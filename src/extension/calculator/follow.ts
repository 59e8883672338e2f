/** Follows the code of the layers that are open: after an edit each panel is told what the code says now. What it does with that is the page's. */
import { type Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import type { CalculatorSpec, SourcePlace } from '../../protocol/calculatorSpec.ts';
import { isNoCalculator } from '../../protocol/requests.ts';
import type { ShapeServer } from '../server.ts';
import type { CalculatorPanel } from './panel.ts';

/** Milliseconds without an edit, so that half of a number is not shown. */
const QUIET = 600;

export class CodeFollower implements Disposable {
  private readonly server: ShapeServer;
  private readonly panels: () => readonly CalculatorPanel[];
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Lines of layers that have moved since they were last told. */
  private readonly lines = new WeakMap<CalculatorSpec, number>();
  private readonly listening: Disposable;

  constructor(server: ShapeServer, panels: () => readonly CalculatorPanel[]) {
    this.server = server;
    this.panels = panels;
    this.listening = workspace.onDidChangeTextDocument(change => this.changed(change));
  }

  dispose(): void {
    this.listening.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const concerned = this.panels().filter(({ layer }) => layer.source?.uri === uri);
    if (concerned.length === 0 || contentChanges.length === 0) return;
    for (const { layer } of concerned) {
      let line = this.lineOf(layer);
      for (const { range, text } of contentChanges)
        if (
          range.end.line < line ||
          (range.end.line === line && range.end.character === 0 && text.endsWith('\n'))
        )
          line += text.split('\n').length - 1 - (range.end.line - range.start.line);
      this.lines.set(layer, line);
    }
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => this.tell(document).catch(() => undefined), QUIET),
    );
  }

  /** Zero-based. */
  private lineOf(spec: CalculatorSpec): number {
    return this.lines.get(spec) ?? (spec.source?.line ?? 1) - 1;
  }

  private async tell(document: TextDocument): Promise<void> {
    const uri = document.uri.toString();
    this.timers.delete(uri);
    for (const panel of this.panels()) {
      const { layer } = panel;
      if (layer.source?.uri !== uri || document.isClosed) continue;
      const now = await this.specNear(document, this.lineOf(layer));
      if (now && JSON.stringify(now) !== JSON.stringify(layer)) panel.update(now);
    }
  }

  /** The layer that is made in a line: a call, or a name that holds one. */
  private async specNear(document: TextDocument, line: number): Promise<CalculatorSpec | undefined> {
    if (line < 0 || line >= document.lineCount) return undefined;
    const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
    const calls = [...text.matchAll(/[\w$]+(?=\s*\()/g)].map(({ index }) => index);
    const uri = document.uri.toString();
    for (const character of [...calls.slice(0, 6), firstNonWhitespaceCharacterIndex]) {
      const spec = await this.server.request('lstmShapes/calculatorSpec', {
        uri,
        position: { line, character },
      });
      if (isNoCalculator(spec) || spec.source?.line !== line + 1) continue;
      const source: SourcePlace = { ...spec.source, uri };
      return { ...spec, source };
    }
    return undefined;
  }
}
