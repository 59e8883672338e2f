/** Why a layer has no shapes although something is put into it: its input is refused. */
import type { FileFacts } from '../../analysis/result.ts';
import { refusalSentence } from '../../rules/index.ts';
import type { Finding, NativeValue } from '../../values/index.ts';
import { prose } from '../markdown/text.ts';
import type { HoverOptions } from './options.ts';

/** 'Its input on line 14 is refused: LSTM expects 3 dimensions (batch, steps, features), but gets 2: (batch, 64).' */
export function refusalText(layer: NativeValue, file: FileFacts, options: HoverOptions): string | undefined {
  if (layer.layer?.built.value.called) return undefined;
  const finding = file.findings.find(({ conflict }) => conflict.layer === layer);
  if (!finding) return undefined;
  const why = refusalSentence(finding.conflict);
  const place = placeText(finding, options);
  return prose(
    why ? `Its input${place} is refused: ${why}` : `Its call${place} is refused: the problem there says why.`,
  );
}

function placeText({ statement }: Finding, { locate }: HoverOptions): string {
  const place = locate(statement.file, statement.start);
  if (!place) return '';
  return ` on line ${place.line}${place.cell === undefined ? '' : ` of cell ${place.cell + 1}`}`;
}
