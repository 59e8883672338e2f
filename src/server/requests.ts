/** The editor's requests, and what it tells besides documents and settings. Each waits until the server runs, and is answered empty where something of ours fails. */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  RequestType,
  ResponseError,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver';
import { INTERPRETER_METHOD } from '../protocol/interpreter.ts';
import {
  type CalculatorSpecParams,
  type CalculatorSpecResult,
  type ExplainErrorResult,
  type ParamsOf,
  type ReportParams,
  type ReportResult,
  type ResultOf,
  readExplainErrorParams,
  type ShapeMethod,
  type WhyParams,
  type WhyResult,
  type WorkspaceReportParams,
  type WorkspaceReportResult,
} from '../protocol/requests.ts';
import {
  readWeightValuesParams,
  type WeightLayersResult,
  type WeightValuesResult,
} from '../protocol/weights.ts';
import { calculatorSpecFor } from './calculator.ts';
import { codeActionsFor } from './code-actions.ts';
import { explainErrorFor } from './explain-error.ts';
import { guardedAsync } from './guard.ts';
import { hoverFor } from './hover.ts';
import type { Log } from './log.ts';
import { reportFor } from './report.ts';
import type { Running } from './running.ts';
import { pathOfUri } from './uris.ts';
import { WeightReader } from './weights.ts';
import { whyFor } from './why.ts';
import { type FolderSettings, makeWorkspaceReport } from './workspace-report.ts';

export function answerRequests(connection: Connection, starting: Promise<Running>, log: Log): void {
  connection.onHover(({ textDocument, position }) =>
    guardedAsync(log, 'the hover', null, async () => {
      const { session, settings, client } = await readyFor(textDocument.uri, starting);
      const context = { session: session(), settingsOf: settings.of, hasCommands: client.hasCommands };
      return hoverFor(textDocument.uri, position, context);
    }),
  );
  connection.onCodeAction(params =>
    guardedAsync(log, 'the quick fixes', [], async () => {
      const { session, client } = await readyFor(params.textDocument.uri, starting);
      return [...codeActionsFor(params, session(), client.hasCommands)];
    }),
  );
  connection.onNotification(INTERPRETER_METHOD, (params: unknown) =>
    guardedAsync(log, 'the interpreter', undefined, async () => (await starting).interpreterSelected(params)),
  );
  connection.onRequest(shapeRequest('lstmShapes/report'), params => report(params, starting, log));
  connection.onRequest(shapeRequest('lstmShapes/calculatorSpec'), params =>
    calculatorSpec(params, starting, log),
  );
  answerWeights(connection, log);
  connection.onRequest(shapeRequest('lstmShapes/why'), params => why(params, starting, log));
  connection.onRequest(shapeRequest('lstmShapes/explainError'), (params: unknown, token) =>
    explained(params, token, starting, log),
  );
  connection.onRequest(shapeRequest('lstmShapes/workspaceReport'), (params, token) =>
    workspaceReport(params, token, starting, log),
  );
}

/** Files of weights have nothing to do with programs: they are read as soon as somebody asks. */
function answerWeights(connection: Connection, log: Log): void {
  const reader = new WeightReader();
  const failed = { reason: 'The file could not be read; the log says why.' };
  connection.onRequest(shapeRequest('lstmShapes/weightLayers'), (params: unknown) =>
    guardedAsync<WeightLayersResult>(log, 'a file of weights', failed, async () => {
      const uri = typeof params === 'object' && params !== null && 'uri' in params ? params.uri : undefined;
      if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'A URI is needed.');
      return reader.layersOf(uri);
    }),
  );
  connection.onRequest(shapeRequest('lstmShapes/weightValues'), (params: unknown) =>
    guardedAsync<WeightValuesResult>(log, 'a file of weights', failed, async () => {
      const read = readWeightValuesParams(params);
      if (!read)
        throw new ResponseError(ErrorCodes.InvalidParams, 'A layer, a weight and a slice are needed.');
      return reader.valuesOf(read);
    }),
  );
}

function shapeRequest<M extends ShapeMethod>(method: M): RequestType<ParamsOf<M>, ResultOf<M>, void> {
  return new RequestType(method);
}

/** The server runs, and knows the settings of what shows a document: an editor may ask right after it has opened a file. */
async function readyFor(uri: string, starting: Promise<Running>): Promise<Running> {
  const running = await starting;
  // The document may be told of only after it was asked about: its settings are needed in either case.
  await running.settings.load(uri);
  const program = running.session().programOf(uri);
  if (program && program.uri !== uri) await running.settings.load(program.uri);
  return running;
}

function report({ uri }: ReportParams, starting: Promise<Running>, log: Log): Promise<ReportResult> {
  const empty = { markdown: '# Shape report\n\nThe report could not be made; the log says why.\n' };
  return guardedAsync(log, 'the report', empty, async () => {
    const { session } = await readyFor(uri, starting);
    return { markdown: reportFor(uri, session()) };
  });
}

function calculatorSpec(
  params: CalculatorSpecParams,
  starting: Promise<Running>,
  log: Log,
): Promise<CalculatorSpecResult> {
  const empty = { reason: 'The calculator could not be prepared; the log says why.' };
  return guardedAsync(log, 'the calculator', empty, async () => {
    const { session } = await readyFor(params.uri, starting);
    return calculatorSpecFor(params, session());
  });
}

function why(params: WhyParams, starting: Promise<Running>, log: Log): Promise<WhyResult> {
  const empty = { text: 'The question could not be answered; the log says why.' };
  return guardedAsync(log, 'why there is no shape', empty, async () => {
    const { session } = await readyFor(params.uri, starting);
    return whyFor(params, session());
  });
}

async function explained(
  params: unknown,
  token: CancellationToken,
  starting: Promise<Running>,
  log: Log,
): Promise<ExplainErrorResult> {
  const read = readExplainErrorParams(params);
  if (!read) throw new ResponseError(ErrorCodes.InvalidParams, 'A text and a list of folders are needed.');
  const empty = { markdown: '# Shape error\n\nThe error could not be explained; the log says why.\n' };
  const made = await guardedAsync<ExplainErrorResult | undefined>(
    log,
    'explaining an error',
    empty,
    async () => {
      const running = await starting;
      const folders = await foldersOf(read.folders, running);
      // A document may be told of only a moment before.
      await Promise.all(
        running
          .session()
          .programs()
          .map(({ uri }) => running.settings.load(uri)),
      );
      return explainErrorFor(read.text, { session: running.session(), folders, log, token });
    },
  );
  if (made) return made;
  throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The explanation was cancelled.');
}

function foldersOf(uris: readonly string[], { settings }: Running): Promise<FolderSettings[]> {
  return Promise.all(uris.map(async uri => ({ folder: pathOfUri(uri), settings: await settings.load(uri) })));
}

async function workspaceReport(
  params: WorkspaceReportParams,
  token: CancellationToken,
  starting: Promise<Running>,
  log: Log,
): Promise<WorkspaceReportResult> {
  const failed = { markdown: '# Shape report\n\nThe report could not be made; the log says why.\n' };
  const empty = { ...failed, files: 0, layers: 0, problems: 0 };
  const made = await guardedAsync<WorkspaceReportResult | undefined>(
    log,
    'the workspace report',
    empty,
    async () => {
      const running = await starting;
      const folders = await foldersOf(params.folders, running);
      const progress = progressOf(running.connection, params.workDoneToken);
      progress.begin();
      try {
        return await makeWorkspaceReport({
          session: running.session(),
          folders,
          log,
          token,
          progress: progress.report,
        });
      } finally {
        progress.end();
      }
    },
  );
  if (made) return made;
  throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The report was cancelled.');
}

interface Progress {
  begin(): void;
  report(done: number, all: number | undefined): void;
  end(): void;
}

/** Reports under the token of the request; says nothing where there is none. */
function progressOf(connection: Connection, token: WorkspaceReportParams['workDoneToken']): Progress {
  const send = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void => {
    if (token !== undefined) void connection.sendProgress(WorkDoneProgress.type, token, value);
  };
  return {
    begin: () => send({ kind: 'begin', title: 'Shape report', cancellable: true, percentage: 0 }),
    report: (done, all) => {
      const message = all === undefined ? `${done} files read` : `${done} of ${all} models analysed`;
      send({ kind: 'report', message, ...(all && { percentage: Math.round((100 * done) / all) }) });
    },
    end: () => send({ kind: 'end' }),
  };
}
