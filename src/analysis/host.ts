/** The machine as frameworks see it. */
import { wordsOf } from '../frameworks/index.ts';
import type { Origin } from '../shapes/index.ts';
import { symbol } from '../shapes/index.ts';
import {
  type Conflict,
  type Finding,
  type Host,
  itemsOf,
  shapeOf,
  unknown,
  type Value,
} from '../values/index.ts';
import { attributeOf } from './attributes.ts';
import { callValue, parametersOf } from './calls.ts';
import { restsOnAssumedRank } from './certainty.ts';
import { equate } from './equated.ts';
import { iterationOf, tolerating } from './iteration.ts';
import { exceptionNames } from './library/python/exception-types.ts';
import { type Certainty, isRecording, type Machine, repeating, tell, tick } from './machine.ts';
import { lacksWritten } from './python-errors/own-attributes.ts';
import { isFilledInSight } from './python-errors/subscripts.ts';
import { type Exception, raises, UNKNOWN_EXCEPTION, unraised } from './raising.ts';
import { savedIn } from './saved.ts';
import { storedIn, tableIn } from './stored.ts';
import { noteSpent, watch } from './uses.ts';

/** What making a layer costs, in visited nodes: as much time, and memory that stays. */
const LAYER_COST = 25;

export function hostOf(m: Machine): Host {
  return {
    refuse: conflict => report(m, conflict, 'refused'),
    raises: name => raises(m, { names: exceptionNames(name), value: undefined }),
    suspect: conflict => report(m, conflict, 'suspect'),
    suspectAtEnd: (conflict, isSo) => report(m, conflict, 'suspect', isSo),
    watch: (value, name) => watch(m, value, name),
    noteSpent: value => noteSpent(m, value),
    write: (place, value) => m.heap.write(place, value),
    nextId: () => m.recorder.nextId(),
    layerMade: layer => {
      tick(m, LAYER_COST);
      m.layersMade++;
      if (isRecording(m)) m.recorder.layerMade(layer, m.entry !== undefined);
    },
    modelMade: model => {
      if (isRecording(m)) m.recorder.modelMade(model);
    },
    // What a framework calls it may call otherwise, or not at all.
    call: (callee, args, site, open = false) => unraised(m, () => callValue(m, callee, { args, open }, site)),
    watchUnknownCalls: (note, action) => {
      const { unknownCalled } = m;
      m.unknownCalled = note;
      try {
        return action();
      } finally {
        m.unknownCalled = unknownCalled;
      }
    },
    passOn: (callee, { args, open, site }) => callValue(m, callee, { args, open, isWritten: true }, site),
    attribute: (value, name, site) => attributeOf(m, value, name, site),
    lacks: (value, name, base) => lacksWritten(m, value, name, base),
    isFilledInSight: at => isFilledInSight(m, at, textOf(m, at)),
    items: value => itemsOf(value) ?? knownItems(m, value),
    iterate: (value, site) => iterationOf(m, value, site),
    readText: name => {
      const data = m.project.data(m.statement.file, name);
      if (data) m.recorder.readsData(data.path);
      return data?.text;
    },
    saved: file => savedIn(m, file),
    tensorsIn: file => storedIn(m, file),
    tableIn: file => tableIn(m, file),
    version: framework => {
      const { file } = m.statement;
      const version = m.project.version(file, framework);
      m.recorder.usesVersion(file, framework, version);
      return version;
    },
    learn: (tensor, shape) => {
      if (shapeOf(tensor) === undefined || shapeOf(tensor)?.length === shape.length)
        m.heap.write(tensor.learned, shape);
    },
    equate: (named, is) => equate(m, named, is),
    unknown: (missing, site, settle) => unknown({ missing, at: site, settle }),
    because: unknown,
    isTopLevel: () => m.callers.length === 0 && m.entry === undefined,
    isEntry: () => m.entry !== undefined,
    isRepeating: () => m.repeated > 0,
    parameters: () => m.calling && parametersOf(m.calling),
    contradict: () => {
      if (m.entry && m.muted === 0) m.tolerated++;
    },
    outlastsRound: ({ serial }) =>
      m.endless.some(loop => serial <= loop.serial) || m.rounds.some(start => serial <= start),
    isFilling: place => m.heap.isFilled(place, m.endless),
    repeating: action => repeating(m, action),
    textOf: origin => textOf(m, origin),
    mentions: text =>
      m.project.ask(m.statement.file, `mentions ${text}`, source => source?.text.includes(text) === true),
    freshSymbol: (name, site) =>
      symbol(name, { id: `${name}@${site.file}:${site.start}#${m.recorder.nextId()}`, origin: site }),
  };
}

function knownItems(m: Machine, value: Value): readonly Value[] | undefined {
  // Frameworks ask this of whatever they are given.
  const items = tolerating(m, () => iterationOf(m, value, m.statement));
  return 'known' in items ? items.known : undefined;
}

/** Which exception Python raises where it refuses; of a framework it is not known. */
function raisedFor(conflict: Conflict): Exception {
  if (conflict.kind !== 'program' || conflict.framework !== 'python') return UNKNOWN_EXCEPTION;
  const name = exceptionOf(conflict);
  return { names: name === undefined ? undefined : exceptionNames(name), value: undefined };
}

function exceptionOf({ aspect, says }: Extract<Conflict, { kind: 'program' }>): string | undefined {
  if (aspect === 'attribute') return 'AttributeError';
  if (aspect !== 'subscript') return undefined;
  if (says?.includes('out of range')) return 'IndexError';
  return says?.includes('not subscriptable') || says?.includes('indices must be') ? 'TypeError' : 'KeyError';
}

function report(m: Machine, conflict: Conflict, certainty: Certainty, isSo?: () => boolean): void {
  const doubted = m.doubts.at(-1);
  const isCounted = isRecording(m) && m.tolerated === 0 && !isOfAnother(m, conflict);
  const isRecorded = isCounted && !restsOnAssumedRank(conflict);
  if (isRecorded && doubted) m.run.doubt(doubted);
  if (certainty === 'refused' && !doubted && !restsOnAssumedRank(conflict)) raises(m, raisedFor(conflict));
  const standing = isRecorded ? (doubted ? 'doubted' : 'told') : 'dropped';
  const isAwaited = m.caught !== undefined || (standing === 'doubted' && m.withheld !== undefined);
  if (standing !== 'told' && !isAwaited) return;
  const finding: Finding = {
    conflict: certainty === 'refused' ? { ...conflict, says: wordsOf(conflict) } : conflict,
    file: m.statement.file,
    statement: m.statement,
    callers: [...m.callers],
    assumptions: m.entry ? [m.entry] : [],
    root: m.root,
    ...(isSo && { isSo }),
  };
  tell(m, { certainty, finding, standing });
}

/**
 * A layer that takes fewer tensors may stand where another is called with more, on a path that knows which it is (`norm(x, batch)` behind
 * `if self.supports_batch`, where `norm` is an Identity): of what nothing calls that is not told.
 */
function isOfAnother(m: Machine, conflict: Conflict): boolean {
  return (
    m.entry !== undefined && m.undecided > 0 && conflict.kind === 'argument' && conflict.aspect === 'too-many'
  );
}

const LONGEST_QUOTE = 60;

function textOf(m: Machine, origin: Origin): string {
  const text = m.project.source(origin.file)?.text.slice(origin.start, origin.end).replace(/\s+/g, ' ') ?? '';
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}
