/** Names that Python surely does not find: what a program asks for that it may do without (`try: unicode`, `except NameError:`). */
import type { Frame } from './frame.ts';
import { exceptionNames } from './library/python/exception-types.ts';
import type { Machine } from './machine.ts';
import { raises } from './raising.ts';

/** https://docs.python.org/3/library/functions.html, https://docs.python.org/3/library/constants.html; and what a notebook has beside them. */
const OF_EVERY_PROGRAM = new Set(
  (
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir ' +
    'divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter ' +
    'len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice ' +
    'sorted staticmethod str sum super tuple type vars zip Ellipsis NotImplemented ' +
    'BlockingIOError BrokenPipeError BytesWarning ChildProcessError ConnectionAbortedError ConnectionRefusedError ConnectionResetError ' +
    'EncodingWarning BaseExceptionGroup ExceptionGroup FutureWarning ImportWarning IndentationError InterruptedError PendingDeprecationWarning ' +
    'ProcessLookupError PythonFinalizationError ResourceWarning SyntaxWarning TabError UnicodeEncodeError UnicodeTranslateError UnicodeWarning ' +
    'WindowsError display get_ipython In Out exit'
  ).split(' '),
);

/** By which a program gets names that nothing in sight assigns. */
const MAKES_NAMES = ['import *', 'exec(', 'eval(', 'globals()', 'locals()', 'vars(', 'builtins', 'setattr('];

const NAME_ERROR = { names: exceptionNames('NameError'), value: undefined };

/** Says nothing of the value: it is told to the handler that waits for it. */
export function undefinedName(m: Machine, frame: Frame, name: string): undefined {
  if (m.guard && frame.language.explicitSelf && isNowhere(m, name)) raises(m, NAME_ERROR);
}

const isNowhere = (m: Machine, name: string): boolean =>
  !name.startsWith('__') &&
  !OF_EVERY_PROGRAM.has(name) &&
  exceptionNames(name) === undefined &&
  !MAKES_NAMES.some(text => m.host.mentions(text));
