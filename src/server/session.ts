/** Everything that is open and what is known of it: the centre that the editor's events change and that its requests read. */
import type { Program as TriableProgram } from '../fixes/index.ts';
import { type Chosen, isInside, openedFile, type Workspace } from '../project/index.ts';
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts';
import { type ConfiguredLevels, createLevels, type Levels, type Locate } from '../rules/index.ts';
import { grammarOf } from '../syntax/language.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { type Analyst, analyseSafely, createAnalyst, type Found, type Result } from './analyst.ts';
import type { FaultTeller } from './faults.ts';
import { isExcluded, type Verdict, verdictOn } from './gate.ts';
import { guarded } from './guard.ts';
import type { ServerHost } from './host.ts';
import { levelsIn } from './levels.ts';
import type { Log } from './log.ts';
import { createPace, type Pace } from './pace.ts';
import { type Board, createBoard } from './problem-board.ts';
import type { DocumentPlace, Program } from './program.ts';
import { createProjectView, type ProjectView } from './project-view.ts';
import { createPublisher, type Publish, type Publisher } from './publisher.ts';
import { positionIn } from './to-lsp.ts';
import { uriOfPath } from './uris.ts';
import { versionsIn } from './versions.ts';

export interface SessionOptions {
  readonly host: ServerHost;
  readonly parser: SourceParser;
  readonly log: Log;
  /** Paths of the workspace folders. */
  readonly roots: readonly string[];
  /** Settings of a document; undefined while the editor has not told them. */
  readonly settingsOf: (uri: string) => Settings | undefined;
  /** The interpreter that is selected for a root. */
  readonly interpreterFor: (root: string) => string | undefined;
  readonly publish: Publish;
  readonly faults: FaultTeller;
}

/** Milliseconds of an analysis that a hover may wait for. */
const WORTH_WAITING = 100;

export class Session {
  readonly roots: readonly string[];
  readonly #options: SessionOptions;
  readonly #programs = new Map<string, Program>();
  /** Results under settings that have changed since. */
  readonly #outdated = new Set<string>();
  readonly #view: ProjectView;
  readonly #analyst: Analyst;
  readonly #publisher: Publisher;
  readonly #board: Board;
  readonly #pace: Pace;
  #levels: ConfiguredLevels;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.roots = options.roots;
    this.#view = this.viewForScan();
    this.#levels = this.#readLevels();
    this.#analyst = createAnalyst({
      workspace: this.workspace,
      levelsOf: this.levelsOf,
      analysed: () => this.#analysed(),
      callersOf: path => this.#view.callers.of(path),
      isOpen: path => this.#programs.has(path),
      log: options.log,
      now: options.host.now,
    });
    this.#publisher = createPublisher(options.publish, this.placeOf);
    this.#board = createBoard((path, problems) => {
      const program = this.#programs.get(path);
      if (program) this.#publisher.open(program, problems);
    });
    this.#pace = createPace({
      isStale: path => this.#programs.has(path) && this.#analyst.isStale(path),
      runAlone: path => this.#runAlone(path),
      run: path => this.#run(path, 'typing'),
      paused: () => guarded(options.log, 'showing problems', undefined, this.#board.settle),
      now: options.host.now,
    });
  }

  get workspace(): Workspace {
    return this.#view.workspace;
  }

  opened(program: Program): void {
    this.#programs.get(program.path)?.dispose();
    this.#programs.set(program.path, program);
    this.#view.bufferSwitched(program.path);
    this.#board.forget(program.path);
    // Its text may be another than on disk.
    this.#touch([program.path]);
    // Before its settings are known there is nothing to say; `judgeAgain` follows.
    if (this.#options.settingsOf(program.uri)) this.#run(program.path, 'opened');
  }

  changed(program: Program): void {
    const { path } = program;
    this.#view.bufferChanged(path);
    this.#pace.typed(path, this.#staleUsersOf([path]));
  }

  closed(program: Program): void {
    if (this.#programs.get(program.path) !== program) return;
    this.#programs.delete(program.path);
    this.#view.bufferSwitched(program.path);
    this.#board.forget(program.path);
    this.#publisher.clear(program);
    this.#analyst.forget(program.path);
    this.#publisher.elsewhere(this.#visibleElsewhere());
    this.#touch([program.path]);
    program.dispose();
  }

  /** Files on disk have changed; `names`: some were made or deleted. */
  filesChanged(paths: readonly string[], names: boolean): void {
    const { concernsAll, configuration } = this.#view.filesChanged(paths, names);
    if (configuration) this.#levels = this.#readLevels();
    this.#touch(concernsAll ? [...this.#programs.keys()] : paths);
  }

  /** Another interpreter was selected, which may decide versions anywhere. */
  interpreterChanged(): void {
    this.#view.interpreterChanged();
    this.settingsChanged();
    this.judgeAgain([...this.#programs.keys()]);
  }

  /** What was found under the old settings answers no more, however long it takes to find it anew. */
  settingsChanged(): void {
    for (const path of this.#programs.keys()) {
      this.#analyst.markStale(path);
      this.#outdated.add(path);
    }
  }

  /** The settings of these programs are known now, or have changed: they are judged and shown at once. */
  judgeAgain(paths: readonly string[]): void {
    for (const path of paths) this.#analyst.markStale(path);
    for (const path of paths) if (this.#analyst.isStale(path)) this.#run(path, 'opened');
  }

  programs(): readonly Program[] {
    return [...this.#programs.values()];
  }

  /** The program that shows a document: a text document, a notebook, or one of its cells. */
  programOf(uri: string): Program | undefined {
    const programs = [...this.#programs.values()];
    return programs.find(
      program => program.uri === uri || program.documents().some(document => document.uri === uri),
    );
  }

  programAt(path: string): Program | undefined {
    return this.#programs.get(path);
  }

  verdictOn(program: Program): Verdict {
    const { roots, settingsOf } = this.#options;
    return verdictOn(program, { settings: settingsOf(program.uri), roots, relevance: this.#view.relevance });
  }

  /** A result of the present text where that is cheap to have, else the last one; undefined where the gate is closed. */
  resultOf(program: Program): Result | undefined {
    if (!this.verdictOn(program).analysed) return undefined;
    const last = this.#analyst.resultOf(program.path);
    const mayAnswer = last && last.milliseconds > WORTH_WAITING && !this.#outdated.has(program.path);
    return mayAnswer ? last : this.freshResultOf(program);
  }

  /** A result of the present text, whatever it takes. */
  freshResultOf(program: Program): Result | undefined {
    if (!this.verdictOn(program).analysed) return undefined;
    if (this.#analyst.isStale(program.path)) this.#run(program.path, 'typing');
    return this.#analyst.resultOf(program.path);
  }

  /** Where an offset stands for the editor. */
  readonly placeOf = (path: string, offset: number): DocumentPlace | undefined => {
    const program = this.#programs.get(path);
    if (program) return program.placeAt(offset);
    const file = this.workspace.source(path);
    return file && { uri: uriOfPath(path), position: positionIn(file, offset) };
  };

  /** Where an offset stands for a person. */
  readonly locate: Locate = (path, offset) => this.workspace.source(path)?.placeOf(offset);

  /** The levels of the rules in a file. */
  readonly levelsOf = (path: string): Levels => this.#levels.of(path);

  /** The program of a result, as it can be tried with other texts. */
  triable({ roots }: Pick<Result, 'roots'>): TriableProgram {
    const { parser } = this.#options;
    return {
      workspace: this.workspace,
      roots,
      levelsOf: this.levelsOf,
      reopen: (path, text) => openedFile(path, text, parser.parse(grammarOf(path) ?? 'python', text)),
    };
  }

  /** Analyses files that need not be open, and keeps nothing of it. */
  analyseOnce(paths: readonly string[]): Found {
    return analyseSafely(this, paths, this.#options.log);
  }

  /** A view of the same project for reading all of it, whose parsed files can be dropped without slowing down what is open. */
  viewForScan(): ProjectView {
    const excluded = (path: string): boolean => isExcluded(path, this.#settingsAt(path), this.roots);
    const chosenFor = (path: string): Chosen => versionsIn(this.#settingsAt(path));
    return createProjectView({ ...this.#options, programs: this.#programs, excluded, chosenFor });
  }

  dispose(): void {
    this.#pace.dispose();
    this.#publisher.elsewhere(new Map());
    for (const program of this.#programs.values()) program.dispose();
    this.#programs.clear();
  }

  #readLevels(): ConfiguredLevels {
    return createLevels({
      tablesFor: path => this.#view.configurations.of(path),
      setFor: path => levelsIn(this.#settingsAt(path)).levels,
    });
  }

  /** Those of a file that is not open are those of its folder of the workspace. */
  #settingsAt(path: string): Settings {
    const { settingsOf, roots } = this.#options;
    const root = roots.filter(folder => isInside(path, folder)).sort((a, b) => b.length - a.length)[0];
    const uris = [this.#programs.get(path)?.uri, root === undefined ? undefined : uriOfPath(root), ''];
    return (
      uris.map(uri => (uri === undefined ? undefined : settingsOf(uri))).find(known => known !== undefined) ??
      DEFAULT_SETTINGS
    );
  }

  #analysed(): readonly string[] {
    const programs = [...this.#programs.values()];
    return programs.filter(program => this.verdictOn(program).analysed).map(program => program.path);
  }

  /** These files have changed, open or not: what uses them is to be analysed again. */
  #touch(files: readonly string[]): void {
    this.#pace.touched(this.#staleUsersOf(files));
  }

  /** What is open of some files and of those that they take part in, whose results are stale from here on. */
  #staleUsersOf(files: readonly string[]): readonly string[] {
    const users = files.flatMap(file => [file, ...this.#analyst.usersOf(file)]);
    const open = [...new Set(users)].filter(path => this.#programs.has(path));
    for (const path of open) this.#analyst.markStale(path);
    return open;
  }

  /** The problems of a program's own run that are gone vanish; false where no run of its own says less than that of all that is linked to it. */
  #runAlone(path: string): boolean {
    const program = this.#programs.get(path);
    if (!program || !this.verdictOn(program).analysed) return false;
    const alone = this.#analyst.judgeAlone(path);
    if (!alone) return false;
    this.#board.recede(path, program.text, alone, ({ finding }) => (finding?.root ?? path) === path);
    return true;
  }

  #run(path: string, cause: 'opened' | 'typing'): void {
    guarded(this.#options.log, `analysing ${path}`, undefined, () => {
      const program = this.#programs.get(path);
      if (!program) return;
      if (!this.verdictOn(program).analysed) this.#analyst.forget(path);
      const renewed = new Set([path, ...this.#analyst.run(path)]);
      for (const done of renewed) {
        this.#outdated.delete(done);
        this.#tell(done, cause);
      }
      this.#publisher.elsewhere(this.#visibleElsewhere());
      for (const [file, faults] of this.#levels.faults()) this.#options.faults.tell(file, faults);
    });
  }

  #tell(path: string, cause: 'opened' | 'typing'): void {
    const program = this.#programs.get(path);
    if (!program) return;
    const isShown = this.#options.settingsOf(program.uri)?.problems.enable ?? false;
    const problems = isShown ? (this.#analyst.resultOf(path)?.problems ?? []) : [];
    if (cause === 'opened') this.#board.show(path, program.text, problems);
    else this.#board.update(path, program.text, problems);
  }

  /** Problems of files that are not open, as far as the settings of what uses them let them be seen. */
  #visibleElsewhere(): ReturnType<Analyst['elsewhere']> {
    const isVisible = (path: string): boolean =>
      this.#analyst.usersOf(path).some(user => {
        const settings = this.#options.settingsOf(this.#programs.get(user)?.uri ?? '');
        return settings?.problems.enable === true && !isExcluded(path, settings, this.roots);
      });
    return new Map([...this.#analyst.elsewhere()].filter(([path]) => isVisible(path)));
  }
}
