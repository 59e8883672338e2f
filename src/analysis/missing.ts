/** Why a name gives nothing: whose it is, and whether that is a gap of ours or of the workspace's. */
import { FRAMEWORK_ROOTS } from '../frameworks/index.ts';
import type { Origin } from '../shapes/index.ts';
import type { DictValue, FrameworkName, NativeClass, Reason, Value } from '../values/index.ts';

type Missing = Pick<Reason, 'missing' | 'gap' | 'isUnset' | 'isLacking'>;

/** `object.name`, written as `code`. */
export function missingIn(object: Value, name: string, code: string): Missing {
  const shown = `\`${code}\``;
  switch (object.kind) {
    case 'module':
      return object.file === undefined
        ? gapOf(
            isFramework(object.name),
            `${withFullName(shown, `${object.name}.${name}`)}, which is not modelled`,
          )
        : { missing: `${shown}: ${notIn(object.file, name)}` };
    case 'tensor':
      return { missing: `${shown}: \`${name}\` of a tensor is not modelled`, gap: 'unmodelled' };
    case 'native':
      return ofInstance(object.class, name, shown);
    case 'native-class':
      return ofInstance(object, name, shown);
    case 'dict':
      return {
        missing: nothingKnown(shown, name),
        ...(isWithout(object, name) && { isUnset: true, isLacking: true }),
      };
    default:
      return { missing: nothingKnown(shown, name) };
  }
}

const nothingKnown = (shown: string, name: string): string => `${shown}: nothing is known of \`${name}\``;

/** An object of JavaScript that is known whole and has no such property, of its own or as every object has it. */
const isWithout = ({ entries, isMap }: DictValue, name: string): boolean =>
  !isMap && !entries.value.rest && !entries.value.known.has(name) && !(name in Object.prototype);

/** `from module import name` of a module that was found. */
export function notImported(module: Value, written: string, name: string): Missing {
  if (module.kind === 'module' && module.file !== undefined)
    return { missing: `\`${name}\` of \`${written}\`: ${notIn(module.file, name)}` };
  return gapOf(
    module.kind === 'module' && isFramework(module.name),
    `\`${name}\` of \`${written}\`, which is not modelled`,
  );
}

/** Python's own functions that are not followed. */
const NOT_FOLLOWED = new Set(['__import__', 'breakpoint', 'compile', 'eval', 'exec', 'help', 'memoryview']);

/** A name that has no value. */
export const missingName = (language: string, name: string): string =>
  language === 'python' && NOT_FOLLOWED.has(name)
    ? `what \`${name}\` does, which is not followed`
    : `\`${name}\`, which nothing defines`;

/** What is imported from a place of which nothing is known. */
export const foreign = (what: string, module: string, at: Origin): Reason => ({
  missing: `${what}, which is neither in the workspace nor modelled`,
  at,
  foreign: module,
});

/** Why the result of calling what is not known is not known: of what others have written, the call is the place to say more. `code`: the call's text. */
export const ofResult = (callee: Reason, code: () => string, at: Origin): Reason =>
  callee.foreign !== undefined
    ? {
        missing: `the result of \`${code()}\`, since ${callee.missing.replace(', which', '')}`,
        at,
        isPlace: true,
      }
    : callee;

/** What calling an instance gives of which only the class is known. */
export function notCalled(type: NativeClass, code: string): Missing {
  const what = `the result of \`${code}\``;
  return type.standing === 'opaque'
    ? { missing: `${what}: ${byName(type)}`, gap: 'by-name' }
    : { missing: what };
}

const gapOf = (isGap: boolean, missing: string): Missing =>
  isGap ? { missing, gap: 'unmodelled' } : { missing };

/** The page of coverage is of frameworks; the languages' own libraries are not on it. */
const isOfFramework = (name: FrameworkName): boolean => name !== 'python' && name !== 'javascript';

/** TensorFlow.js is 'tf', however it is imported. */
const ROOTS = new Set([...FRAMEWORK_ROOTS, 'tf']);

const isFramework = (module: string): boolean => ROOTS.has(module.split('.')[0] ?? '');

const byName = ({ qualified }: NativeClass): string => `\`${qualified}\` is known by name only`;

const ofInstance = (type: NativeClass, name: string, shown: string): Missing =>
  type.standing === 'opaque'
    ? { missing: `${shown}: ${byName(type)}`, gap: 'by-name' }
    : gapOf(isOfFramework(type.framework), `${shown}: \`${name}\` of \`${type.name}\` is not modelled`);

const notIn = (file: string, name: string): string =>
  `no value of \`${name}\` was seen in \`${file.slice(file.lastIndexOf('/') + 1)}\` of the workspace`;

/** `F.frob` (`torch.nn.functional.frob`) */
const withFullName = (shown: string, full: string): string =>
  shown === `\`${full}\`` ? shown : `${shown} (\`${full}\`)`;
