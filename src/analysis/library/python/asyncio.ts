/** Python's asyncio: what runs coroutines. https://docs.python.org/3/library/asyncio-task.html */
import {
  type Call,
  list,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  SOME_BOOL,
  type Value,
} from '../../../values/index.ts';
import { awaited, task } from '../../coroutines.ts';
import { lost } from '../table.ts';
import { plainObject } from './plain-object.ts';

const positional = ({ args }: Call): Call['args'] => args.filter(({ name }) => name === undefined);

/** Runs its first argument. */
const waits = (name: string): Value =>
  nativeFunction(name, call => {
    const [first] = positional(call);
    return first && !call.open ? awaited(first.value) : lost(call);
  });

const starts = (name: string): Value =>
  nativeFunction(name, call => {
    const [first] = positional(call);
    return first && !call.open ? task(call.host, first.value, call.site) : lost(call);
  });

/** Calls a function in a thread: `to_thread(f, x)`, and behind an executor `run_in_executor(None, f, x)`. */
const inThread = (name: string, position: number): Value =>
  nativeFunction(name, call => {
    const [f, ...rest] = call.args.slice(position);
    return f ? call.host.call(f.value, rest, call.site, call.open) : lost(call);
  });

/** All of them, in the order in which they are given. */
const gather = nativeFunction('asyncio.gather', call =>
  call.open ? lost(call) : list(positional(call).map(({ value }) => awaited(value))),
);

const loop = (name: string): Value =>
  nativeFunction(name, call =>
    plainObject(call, 'asyncio.AbstractEventLoop', {
      run_until_complete: waits('run_until_complete'),
      create_task: starts('create_task'),
      run_in_executor: inThread('run_in_executor', 1),
      ...Object.fromEntries(
        ['close', 'stop', 'run_forever', 'set_debug', 'call_soon'].map(each => [
          each,
          nativeFunction(each, () => NONE),
        ]),
      ),
      is_running: nativeFunction('is_running', () => SOME_BOOL),
    }),
  );

export const asyncio: ModuleValue = moduleOf('asyncio', {
  run: waits('asyncio.run'),
  wait_for: waits('asyncio.wait_for'),
  shield: waits('asyncio.shield'),
  create_task: starts('asyncio.create_task'),
  ensure_future: starts('asyncio.ensure_future'),
  to_thread: inThread('asyncio.to_thread', 0),
  gather,
  sleep: nativeFunction('asyncio.sleep', ({ args: [, result] }) => result?.value ?? NONE),
  set_event_loop: nativeFunction('asyncio.set_event_loop', () => NONE),
  iscoroutinefunction: nativeFunction('asyncio.iscoroutinefunction', () => SOME_BOOL),
  ...Object.fromEntries(
    ['get_event_loop', 'new_event_loop', 'get_running_loop'].map(name => [name, loop(`asyncio.${name}`)]),
  ),
});
