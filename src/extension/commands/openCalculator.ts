/** "Open Gate Calculator": for the layer under the cursor, or at the place that a hover's link names. */
import { commands, Position, type Uri, window, workspace } from 'vscode';
import { COMMANDS, readCalculatorTarget } from '../../protocol/commands.ts';
import { type CalculatorSpecResult, isNoCalculator, type LayerPlace } from '../../protocol/requests.ts';
import { parseUri } from '../documents.ts';
import { inform, suggest } from '../messages.ts';
import type { ShapeServer } from '../server.ts';
import type { Command } from '../services.ts';
import { closeHover } from './closeHover.ts';

interface Place {
  readonly uri: Uri;
  readonly position: Position;
}

/** A calculator needs no code. */
const OTHERWISE = { 'New Gate Calculator': () => commands.executeCommand(COMMANDS.newCalculator) };

export const openCalculator: Command = async ({ server, calculators }, argument) => {
  if (argument !== undefined) await closeHover();
  const place = (await placeOf(argument)) ?? cursor();
  if (place === undefined) {
    suggest('Open a model and put the cursor on a recurrent layer, such as LSTM(10).', OTHERWISE);
    return;
  }
  const mistake = readCalculatorTarget(argument)?.mistake;
  const spec = await specAt(server, place, mistake);
  if (!isNoCalculator(spec)) {
    calculators.open(spec, place.uri, mistake);
    return;
  }
  const { reason, layers = [] } = spec;
  if (layers.length === 0) {
    suggest(reason, OTHERWISE);
    return;
  }
  const chosen = await choose(layers);
  if (chosen === undefined) return;
  const other = await specAt(server, chosen);
  if (isNoCalculator(other)) inform(other.reason);
  else calculators.open(other, chosen.uri);
};

function specAt(
  server: ShapeServer,
  { uri, position }: Place,
  mistake?: string,
): Promise<CalculatorSpecResult> {
  const { line, character } = position;
  return server.request('lstmShapes/calculatorSpec', {
    uri: uri.toString(),
    position: { line, character },
    ...(mistake !== undefined && { mistake }),
  });
}

/** The cursor is on no layer: the only one of the document, or the one that the person picks. */
async function choose(layers: readonly LayerPlace[]): Promise<Place | undefined> {
  const items = layers.map(layer => ({ label: layer.label, description: `line ${layer.line}`, layer }));
  const [only] = items;
  const picked =
    items.length === 1
      ? only
      : await window.showQuickPick(items, { title: 'Which layer should the calculator open with?' });
  const uri = picked && parseUri(picked.layer.uri);
  if (picked === undefined || uri === undefined) return undefined;
  const { line, character } = picked.layer.position;
  return { uri, position: new Position(line, character) };
}

function cursor(): Place | undefined {
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

async function placeOf(argument: unknown): Promise<Place | undefined> {
  const target = readCalculatorTarget(argument);
  const uri = target && parseUri(target.uri);
  if (target === undefined || uri === undefined) return undefined;
  if (target.position !== undefined) {
    return { uri, position: new Position(target.position.line, target.position.character) };
  }
  if (target.offset === undefined) return undefined;
  const document = await workspace.openTextDocument(uri);
  return { uri, position: document.positionAt(target.offset) };
}
