/**
 * `then`, `catch` and `finally`. A promise is taken for what it comes to, as `await` takes it: `model.fit(x, y).then(history => ...)` runs the callback with
 * what `fit` gives, in the place where it stands.
 */
import { type Call, isFunctionOrMethod, nativeFunction, type Value } from '../../../values/index.ts';
import { lost } from '../table.ts';

type Settled = (self: Value, call: Call) => Value;

const SETTLED: Readonly<Record<string, Settled>> = {
  // biome-ignore lint/suspicious/noThenProperty: it is the name of the method that programs call.
  then: (self, call) => {
    const [onFulfilled] = call.args;
    if (!onFulfilled) return self;
    const { value, at } = onFulfilled;
    return isFunctionOrMethod(value)
      ? call.host.call(value, [{ name: undefined, value: self, at }], call.site)
      : lost(call);
  },
  // What a promise is rejected with is not followed.
  catch: self => self,
  finally: (self, call) => {
    const [onSettled] = call.args;
    if (onSettled && isFunctionOrMethod(onSettled.value)) call.host.call(onSettled.value, [], call.site);
    return self;
  },
};

/** undefined: not one of a promise's methods. */
export function promiseMember(self: Value, name: string): Value | undefined {
  const settled = Object.hasOwn(SETTLED, name) ? SETTLED[name] : undefined;
  return settled && nativeFunction(`Promise.${name}`, call => settled(self, call));
}
