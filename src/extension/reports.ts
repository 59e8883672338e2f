/**
 * Shape reports as read-only documents: a URI of the scheme `lstm-shapes-report` stands for the report of one file, of the
 * workspace or of an error, so that the editor can show, search and restore it like any document.
 */
import { EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { ExplainErrorResult, WorkspaceReportResult } from '../protocol/requests.ts';
import { nameOf, parseUri } from './documents.ts';
import type { RequestOptions, ShapeServer } from './server.ts';

export const REPORT_SCHEME = 'lstm-shapes-report';

const WORKSPACE_REPORT = Uri.from({ scheme: REPORT_SCHEME, path: '/Shape Report of the Workspace.md' });

const ERROR_REPORT = Uri.from({ scheme: REPORT_SCHEME, path: '/Shape Error.md' });

/** Error texts are not kept: what was explained before the window was loaded anew is gone. */
const GONE =
  '# Shape error\n\nCopy the text of the error and run *LSTM Shapes: Explain Shape Error* again.\n';

export class Reports implements TextDocumentContentProvider {
  private readonly server: ShapeServer;
  private readonly changed = new EventEmitter<Uri>();
  /** Reports made by a command a moment ago, which the document then takes. */
  private readonly made = new Map<string, string>();
  private explained = GONE;
  readonly onDidChange = this.changed.event;

  constructor(server: ShapeServer) {
    this.server = server;
  }

  /** Makes the report of a file or notebook and returns the URI of its document. */
  async ofFile(source: Uri): Promise<Uri> {
    const report = Uri.from({
      scheme: REPORT_SCHEME,
      path: `/Shape Report of ${nameOf(source)}.md`,
      query: source.toString(),
    });
    return this.put(report, await this.fileReport(source));
  }

  /** Makes the report of all workspace folders and returns the URI of its document, with what was found. */
  async ofWorkspace(options: RequestOptions): Promise<{ report: Uri; result: WorkspaceReportResult }> {
    const result = await this.workspaceReport(options);
    return { report: this.put(WORKSPACE_REPORT, result.markdown), result };
  }

  /** Explains an error text and returns the URI of the explanation, with the place that was found. */
  async ofError(text: string, options: RequestOptions): Promise<{ report: Uri; result: ExplainErrorResult }> {
    const folders = workspaceFolders();
    const result = await this.server.request('lstmShapes/explainError', { text, folders }, options);
    this.explained = result.markdown;
    return { report: this.put(ERROR_REPORT, result.markdown), result };
  }

  async provideTextDocumentContent(report: Uri): Promise<string> {
    const made = this.made.get(report.toString());
    this.made.delete(report.toString());
    if (made !== undefined) return made;
    if (report.toString() === ERROR_REPORT.toString()) return this.explained;
    const source = parseUri(report.query);
    return source === undefined ? (await this.workspaceReport({})).markdown : this.fileReport(source);
  }

  private put(report: Uri, markdown: string): Uri {
    this.made.set(report.toString(), markdown);
    this.changed.fire(report);
    return report;
  }

  private async fileReport(source: Uri): Promise<string> {
    return (await this.server.request('lstmShapes/report', { uri: source.toString() })).markdown;
  }

  private workspaceReport(options: RequestOptions): Promise<WorkspaceReportResult> {
    const folders = workspaceFolders();
    const workDoneToken = `lstm-shapes-report-${Date.now()}`;
    return this.server.request('lstmShapes/workspaceReport', { folders, workDoneToken }, options);
  }
}

function workspaceFolders(): readonly string[] {
  return (workspace.workspaceFolders ?? []).map(folder => folder.uri.toString());
}
