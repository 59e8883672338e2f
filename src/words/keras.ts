/** Keras: what a layer raises of an input with another number of axes (`assert_input_compatibility` of `input_spec.py`). */

/** The layer's name is left out: Keras counts the layers of a session, and says the name in another way by version. */
export function kerasIncompatible(what: string, received: string, isOld: boolean): string {
  return isOld
    ? `Input 0 is incompatible with layer …: ${what}`
    : `is incompatible with the layer: ${what}.${received}`;
}
