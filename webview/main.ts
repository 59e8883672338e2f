/** Wires the calculator: state, views, messages, keys. Everything else in this folder is pure, a view, or one task of the page. */
import { render } from 'lit';
import type { Source } from '../src/cells/index.ts';
import type { ToCalculator } from '../src/protocol/calculator.ts';
import { specOfFile } from '../src/protocol/weights.ts';
import { FocusKeeper } from './grids/focus.ts';
import { watchMatrices } from './grids/scrolling.ts';
import { appView, emptyView } from './page/app.ts';
import type { ModelContext } from './page/context.ts';
import { registerControls } from './page/controls.ts';
import { connect, type Host } from './page/host.ts';
import { actionOf } from './page/keys.ts';
import { onScrolled, scrollBack, scrolledTo, withScroll } from './page/scroll.ts';
import { onThemeChange, readPalette } from './page/theme.ts';
import { Keeper } from './sections/edits/keeper.ts';
import { hasOwn } from './sections/edits/matrices.ts';
import { follow } from './sections/explanation/follow.ts';
import { watchLit } from './sections/lit/watch.ts';
import { readMistake } from './sections/mistakes/slice.ts';
import { onClipboard } from './sections/tools/tools.ts';
import { WeightCollector } from './sections/weights/collect.ts';
import { afterFrame, patient } from './state/afterFrame.ts';
import { computeAhead, computedPlace } from './state/compute.ts';
import { choiceOf, type Model, modelBefore, modelOf, placeIn } from './state/model.ts';
import { RemoteComputer } from './state/remote.ts';
import { restored, saved } from './state/save.ts';
import { type Action, hurrying, initialState, passing, reduce, type State, slices } from './state/state.ts';

/** Milliseconds between two drawings of a computation that goes on. */
const redrawEvery = 200;

/** Drawings in a row, each because something has changed the state in the one before. */
const mostDrawings = 8;

class Calculator {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #focus: FocusKeeper;
  readonly #watch: () => void;
  readonly #weights: WeightCollector;
  readonly #keeper: Keeper;
  readonly #remote = new RemoteComputer(isLost => this.#stepped(isLost));
  #state: State | undefined;
  #palette = readPalette();
  #work: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = 0;
  #isDrawing = false;
  #isHurried = false;
  /** The first drawing of a layer is of its step alone, unless one is scrolled down. */
  #isWhole: boolean;
  /** The state has changed while it was drawn. */
  #isStale = false;
  /** Of the last drawing; there is none where the layer cannot be calculated. */
  #context: ModelContext | undefined;

  constructor(root: HTMLElement, host: Host) {
    this.#root = root;
    this.#host = host;
    this.#focus = new FocusKeeper(root);
    watchLit(root, this.dispatch);
    this.#watch = watchMatrices(root, () => this.#state, this.dispatch);
    const before = host.savedState();
    this.#state = restored(before);
    this.#isWhole = scrolledTo(before) > 0;
    this.#weights = new WeightCollector(host.post, this.dispatch);
    this.#keeper = new Keeper(host.post, this.dispatch);
    host.onMessage(this.#receive);
    document.addEventListener('keydown', this.#key);
    document.addEventListener('copy', this.#clipboard);
    document.addEventListener('paste', this.#clipboard);
    onThemeChange(() => {
      const before = this.#palette;
      this.#palette = readPalette(before);
      if (this.#palette !== before) this.#draw();
      // The font may be another.
      else this.#watch();
    });
    this.#draw();
    if (this.#state) scrollBack(before);
    onScrolled(() => this.#keep());
  }

  readonly #receive = (message: ToCalculator): void => {
    if (message.type === 'load') {
      this.dispatch({ type: 'loaded', spec: message.spec });
      const name = readMistake(message.mistake);
      if (name) this.dispatch({ type: 'mistakeChosen', name });
      if (this.#state) this.#follow(this.#state);
    } else if (message.type === 'weights') {
      if (!this.#state) this.dispatch({ type: 'loaded', spec: specOfFile(message.place, message.layer) });
      this.dispatch({ type: 'weightsOffered', place: message.place, layer: message.layer });
    } else if (message.type === 'restore') this.#become(restored(message.state));
    else if (message.type === 'kept') this.#keeper.receive(message);
    else this.#weights.receive(message, this.#state);
  };

  /** Asks for numbers that the state waits for. */
  #follow(state: State): void {
    this.#weights.follow(state);
    this.#keeper.follow(state);
  }

  /** Another state altogether: of a link, or of a panel that was closed. */
  #become(state: State | undefined): void {
    if (!state) return;
    this.#state = state;
    this.#keep();
    this.#draw();
    this.#follow(state);
  }

  #keep(): void {
    this.#host.save(
      () => this.#state && { state: withScroll(saved(this.#state)), hasOwnNumbers: hasOwn(this.#state) },
    );
  }

  readonly dispatch = (action: Action): void => {
    const before = this.#state;
    if (before) this.#state = reduce(before, action);
    else if (action.type === 'loaded') this.#state = initialState(action.spec);
    if (!this.#state || this.#state === before) return;
    if (!passing.has(action.type)) this.#keep();
    // Windows follow what was done.
    if (action.type !== 'windowsMoved') this.#isHurried = hurrying.has(action.type);
    // A field that has the focus commits what is typed when a drawing takes it away. That is drawn after, as a drawing in a drawing would tear the page.
    if (this.#isDrawing) {
      this.#isStale = true;
      return;
    }
    this.#draw();
    if (before) this.#focus.follow(before, this.#state);
    this.#follow(this.#state);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const state = this.#state;
    const action = state && actionOf(event, { state, model: this.#model() });
    if (!action) return;
    event.preventDefault();
    // The editor listens at the window and would run its own command for the same key.
    event.stopPropagation();
    this.dispatch(action);
  };

  readonly #clipboard = (event: ClipboardEvent): void => {
    if (this.#context) onClipboard(event, this.#context);
  };

  readonly #explain = (source: Source | undefined): void => {
    const model = this.#model();
    if (!model || !this.#state || !source) return;
    const action = follow(model, computedPlace(model, this.#state), this.#state, source);
    if (action) this.dispatch(action);
  };

  #model(): Model | undefined {
    const result = this.#state && modelOf(this.#state);
    return result && 'model' in result ? result.model : undefined;
  }

  #draw(): void {
    let left = mostDrawings;
    do {
      left -= 1;
      this.#isStale = false;
      this.#isDrawing = true;
      try {
        this.#render();
      } finally {
        this.#isDrawing = false;
      }
    } while (this.#isStale && left > 0);
    if (!this.#state) return;
    this.#drawnAt = performance.now();
    this.#watch();
    clearTimeout(this.#work);
    this.#work = setTimeout(this.#background);
    if (this.#context && !this.#isWhole) afterFrame(this.#complete, patient);
  }

  readonly #complete = (): void => {
    if (this.#isWhole) return;
    this.#isWhole = true;
    this.#draw();
  };

  #render(): void {
    const state = this.#state;
    if (!state) {
      render(emptyView(), this.#root);
      return;
    }
    const model = this.#model();
    const isRemote =
      model !== undefined && this.#remote.takes(model, choiceOf(state.spec), placeIn(model, state).time);
    if (!model) this.#remote.stop();
    const place = model ? computedPlace(model, state, isRemote) : { time: 0, operation: 0 };
    const latest = (): State => this.#state ?? state;
    const context = {
      state,
      latest,
      palette: this.#palette,
      isHurried: this.#isHurried,
      isWhole: this.#isWhole,
      before: model && modelBefore(state),
      grids: new Map(),
      gridNow: (id: string) => this.#context?.grids.get(id),
      dispatch: this.dispatch,
      explain: this.#explain,
      post: this.#host.post,
    };
    this.#context = model && { ...context, model, place };
    render(appView(context, modelOf(state), place), this.#root);
  }

  /** A step has come from the worker: drawn at once where it is waited for, else now and then. Where the worker is lost the page goes on by itself. */
  #stepped(isLost: boolean): void {
    const model = this.#model();
    if (!model || !this.#state) return;
    const wanted = placeIn(model, this.#state).time;
    const isWanted = model.trace.computed() === wanted + 1;
    const isDone = model.trace.computed() >= model.trace.steps;
    if (isLost || isWanted || isDone || performance.now() - this.#drawnAt > redrawEvery) this.#draw();
  }

  /** Computes ahead while nobody waits, drawing now and then. */
  readonly #background = (): void => {
    const model = this.#model();
    const state = this.#state;
    if (!model || !state) return;
    for (const { work } of slices) {
      const action = work?.({ state, model });
      if (action) {
        this.dispatch(action);
        return;
      }
    }
    if (this.#remote.takes(model, choiceOf(state.spec), placeIn(model, state).time)) return;
    const before = model.trace.computed();
    const more = computeAhead(model, state);
    if (model.trace.computed() === before) return;
    if (!more || performance.now() - this.#drawnAt > redrawEvery) this.#draw();
    else this.#work = setTimeout(this.#background);
  };
}

registerControls();
const root = document.getElementById('calculator');
if (root) {
  const host = connect();
  new Calculator(root, host);
  // The controls' own style sheets come with this event too, and would have the browser go through a drawn page once more.
  window.addEventListener('load', () => host.post({ type: 'ready' }));
}
