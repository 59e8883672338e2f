/** What the commands and surfaces share. One object, made at activation and handed to each. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { CalculatorPanels } from './calculator/panels.ts';
import type { Reports } from './reports.ts';
import type { ShapeServer } from './server.ts';

export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly server: ShapeServer;
  readonly reports: Reports;
  readonly calculators: CalculatorPanels;
}

/** A command: its argument comes from a key binding, a link or another extension, and may be anything. */
export type Command = (services: Services, argument: unknown) => Promise<void> | void;
