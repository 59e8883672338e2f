/** The part of the Python extension's public interface that is used here, with a path that a test selects. */
let active = 'python';
const listeners = new Set();

exports.activate = () => ({
  environments: {
    getActiveEnvironmentPath: () => ({ id: active, path: active }),
    onDidChangeActiveEnvironmentPath: listener => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  },
  select: path => {
    active = path;
    for (const listener of listeners) listener({ id: path, path, resource: undefined });
  },
});
