/** Whether the code of a layer runs: there tensors are the backend's, and what is done to them is no operation of a model (Keras 3). */
const running = { layers: 0 };

export function withinLayer<T>(run: () => T): T {
  running.layers++;
  try {
    return run();
  } finally {
    running.layers--;
  }
}

export const isWithinLayer = (): boolean => running.layers > 0;
