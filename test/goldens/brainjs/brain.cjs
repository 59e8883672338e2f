/** brain.js without gpu.js, which its recurrent networks do not use: so it runs where no graphics library can be built. */
const Module = require('node:module');

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === 'gpu.js') return { GPU: class {}, Texture: class {}, alias() {}, input() {}, release() {}, utils: {} };
  return request === 'thaw.js' ? { Thaw: class {}, Block: class {} } : load.call(this, request, ...rest);
};

module.exports = { brain: require('brain.js'), version: require('brain.js/package.json').version };
