/**
 * Layers that an initialiser makes and nothing uses. No single statement shows that, so it is stated once a file has been run: by the layers that
 * were made, and by the names that every file reads which an object of the class may come to.
 *
 * Classes that may be more than is seen are left out: those with bases, decorators or metaclasses that are not known, those that do not say themselves
 * what calling them does, and all where anything asks for members without naming them.
 */
import { isAssignment } from '../../syntax/find.ts';
import { oncePerText } from '../../syntax/shift.ts';
import type { AssignStmt, Comment, FunctionExpr, FunctionStmt } from '../../syntax/tree.ts';
import type { ClassValue, LayerFacet, NativeClass, NativeValue, Value } from '../../values/index.ts';
import { isClosed, nativeBase, resolutionOrder } from '../classes.ts';
import { isEmpty } from '../gives-nothing.ts';
import type { Machine } from '../machine.ts';
import { companyOf } from './company.ts';
import { askedOfItself, type Mentioned, mentionedIn } from './mentioned.ts';

/** States the layers of the classes that a file defines that nothing uses. */
export function suspectUnusedLayers(m: Machine, path: string): void {
  const layers = new Map(
    m.recorder.of(path).layers.map(({ layer }) => [`${layer.site.start}:${layer.site.end}`, layer]),
  );
  if (layers.size === 0) return;
  for (const cls of m.run.definitions) {
    if (cls.kind !== 'class' || cls.file !== path) continue;
    const native = nativeBase(cls);
    if (!native || !saysWhatItDoes(cls, native)) continue;
    const unused = initialisersOf(cls)
      .flatMap(namesMade)
      .filter(name => !isUsed(m, cls, native, name));
    if (unused.length === 0) continue;
    for (const made of madeIn(cls)) {
      const { value } = made.statement;
      const layer = value && layers.get(`${value.start}:${value.end}`);
      const isIdle = unused.includes(made.name) && !isKept(m, path, made.statement);
      if (layer?.layer && hasWeights(layer.layer) && isIdle) suspect(m, path, layer, made);
    }
  }
}

interface Made {
  /** Of the attribute. */
  readonly name: string;
  readonly statement: AssignStmt;
}

/** `self.lstm = ...` in the initialisers of a class, wherever in them. */
function madeIn(cls: ClassValue): readonly Made[] {
  return initialisersOf(cls).flatMap(({ body }) => assignedIn(body));
}

/** Their names only, which do not depend on where the class stands. */
const namesMade = oncePerText(({ body }) => assignedIn(body).map(({ name }) => name));

function initialisersOf({ statement: { body } }: ClassValue): readonly FunctionExpr[] {
  return body.flatMap(method =>
    method.kind === 'function' && INITIALISERS.has(method.name) ? [method.function] : [],
  );
}

const INITIALISERS = new Set(['__init__', 'constructor', 'setup', 'build', '__post_init__']);

function assignedIn(part: unknown): readonly Made[] {
  if (Array.isArray(part)) return part.flatMap(assignedIn);
  if (typeof part !== 'object' || part === null || ('kind' in part && part.kind === 'function')) return [];
  if (isAssignment(part)) {
    const [target, ...others] = part.targets;
    const isOwn =
      target?.kind === 'attribute' &&
      target.object.kind === 'name' &&
      /^(self|this)$/.test(target.object.name);
    return isOwn && others.length === 0 && part.value?.kind === 'call'
      ? [{ name: target.name, statement: part }]
      : [];
  }
  return Object.values(part).flatMap(child => (typeof child === 'object' ? assignedIn(child) : []));
}

/** It has weights, or will have them once it is called. */
function hasWeights({ recurrent, units, built }: LayerFacet): boolean {
  const { weights } = built.value;
  return weights ? weights.length > 0 : recurrent || units !== undefined;
}

/** Whether all that a class is is in sight: with what calling it does, and nothing that finds or answers names by itself. */
function saysWhatItDoes(cls: ClassValue, { extend }: NativeClass): boolean {
  if (!extend?.entry || !isClosed(cls)) return false;
  const statements = resolutionOrder(cls).flatMap(one => (one.kind === 'class' ? one.statement.body : []));
  const methods = statements.filter((s): s is FunctionStmt => s.kind === 'function');
  if (methods.some(({ name }) => ANSWERS_NAMES.has(name))) return false;
  const entry = methods.find(({ name }) => name === extend.entry || name === 'apply');
  return entry !== undefined && !isAbstract(entry);
}

const ANSWERS_NAMES = new Set(['__getattr__', '__getattribute__', '__setattr__', '__getitem__', '__iter__']);

function isAbstract({ function: { body }, decorators }: FunctionStmt): boolean {
  const isMarked = decorators.some(
    decorator => 'name' in decorator && /abstract|overload/.test(decorator.name),
  );
  return isMarked || body.every(isEmpty);
}

/** What people write beside a layer that they keep on purpose. */
const KEPT =
  /unused|not used|no longer|compat|checkpoint|legacy|deprecat|pretrain|weights|load|export|keep|kept|dummy|todo/i;

function isKept(m: Machine, path: string, { start, end }: AssignStmt): boolean {
  const source = m.project.source(path);
  if (!source) return true;
  const lineStart = source.text.lastIndexOf('\n', source.text.lastIndexOf('\n', start) - 1) + 1;
  const lineEnd = source.text.indexOf('\n', end);
  const isBeside = (comment: Comment): boolean =>
    comment.start >= lineStart && (lineEnd < 0 || comment.start <= lineEnd);
  const isOurs = ({ text }: Comment): boolean => /lstm-shapes:/.test(text);
  return source.module.comments.some(
    comment => isBeside(comment) && !isOurs(comment) && KEPT.test(comment.text),
  );
}

/** Whether anything in sight reads an attribute of the name, or may find it without naming it. */
function isUsed(m: Machine, cls: ClassValue, { framework }: NativeClass, name: string): boolean {
  const isAsking = (asked: ReadonlySet<string>): boolean =>
    [...asked].some(how => how !== 'layers' || framework === 'keras' || framework === 'tfjs');
  const isReadIn = (path: string): boolean => {
    const module = m.project.source(path)?.module;
    const { members, asks } = module ? mentionedIn(module) : NOWHERE;
    return members.has(name) || isAsking(asks);
  };
  // The file itself answers nearly always, and its text does without walking the tree.
  if (isInText(m, cls.file, name) || isReadIn(cls.file)) return true;
  const isRelated = (other: Value): other is ClassValue =>
    other.kind === 'class' && (resolutionOrder(other).includes(cls) || resolutionOrder(cls).includes(other));
  const family = [...m.run.definitions].filter(isRelated);
  return (
    family.some(({ statement }) => isAsking(askedOfItself(statement))) ||
    companyOf(m, cls.file).some(isReadIn)
  );
}

/** Whether the code has the name behind a full stop or in a string, elsewhere than where it is assigned. */
function isInText(m: Machine, path: string, name: string): boolean {
  const source = m.project.source(path);
  if (!source) return false;
  const escaped = name.replaceAll('$', '\\$');
  const places = source.text.matchAll(new RegExp(`[.'"\`]${escaped}(?![\\w$])(?!\\s*=[^=])`, 'g'));
  const isCommented = (at: number): boolean =>
    source.module.comments.some(({ start, end }) => start <= at && at < end);
  for (const { index } of places) if (!isCommented(index)) return true;
  return false;
}

const NOWHERE: Pick<Mentioned, 'members' | 'asks'> = { members: new Set(), asks: new Set() };

function suspect(m: Machine, path: string, layer: NativeValue, { name, statement }: Made): void {
  const { statement: before } = m;
  const [target] = statement.targets;
  m.statement = { file: path, start: statement.start, end: statement.end, what: '' };
  m.host.suspect({
    kind: 'unused-layer',
    framework: layer.class.framework,
    operation: layer.class.name,
    layer: undefined,
    at: { file: path, start: target?.start ?? statement.start, end: target?.end ?? statement.end, what: '' },
    name: m.project.source(path)?.text.slice(target?.start, target?.end) ?? name,
    hasWeights: layer.layer?.built.value.weights !== undefined,
    what: 'layer',
  });
  m.statement = before;
}
