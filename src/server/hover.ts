/** Answers hovers from the newest result there is; one of an older text answers with its places moved along. */
import type { Hover, Position } from 'vscode-languageserver';
import { COMMANDS, commandLink } from '../protocol/commands.ts';
import type { Settings } from '../protocol/settings.ts';
import { type HoverOptions, hoverAt } from '../report/index.ts';
import { mistakeLink } from './mistake.ts';
import type { Program } from './program.ts';
import type { Session } from './session.ts';
import { shiftBetween } from './shift.ts';
import { hoverOf, rangeIn } from './to-lsp.ts';

export interface HoverContext {
  readonly session: Session;
  readonly settingsOf: (uri: string) => Settings | undefined;
  /** Whether the editor runs our commands from links. */
  readonly hasCommands: boolean;
}

export function hoverFor(uri: string, position: Position, context: HoverContext): Hover | null {
  const { session, settingsOf } = context;
  const program = session.programOf(uri);
  if (!program || !settingsOf(program.uri)?.hover.enable) return null;
  const offset = program.offsetAt(uri, position);
  const result = session.resultOf(program);
  if (offset === undefined || !result) return null;
  const shift = shiftBetween(result.facts.text, program.text);
  const then = shift.back(offset);
  if (then === undefined) return null;
  const told = hoverAt(result.facts, then, hoverOptions(program, context));
  const mistake = context.hasCommands ? mistakeLink(then, result, session) : undefined;
  const hover = told && mistake ? { ...told, markdown: `${told.markdown}\n\n${mistake}` } : told;
  if (!hover) return mistake === undefined ? null : hoverOf(mistake, undefined);
  const [start, end] = [shift.forward(hover.start), shift.forward(hover.end)];
  const range =
    start === undefined || end === undefined
      ? undefined
      : rangeIn(program.path, { start, end }, session.placeOf);
  return hoverOf(hover.markdown, range?.uri === uri ? range.range : undefined);
}

function hoverOptions(program: Program, { session, hasCommands }: HoverContext): HoverOptions {
  const { locate } = session;
  if (!hasCommands) return { locate };
  return {
    locate,
    links: {
      calculator: ({ file, start }) => {
        const place = session.placeOf(file, start);
        return commandLink(COMMANDS.openCalculator, place ?? { uri: program.uri });
      },
      report: () => commandLink(COMMANDS.showReport, { uri: program.uri }),
    },
  };
}
