/** Preloaded into a measured process: writes its peak memory in bytes into the file that LSTM_SHAPES_MEMORY names. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.LSTM_SHAPES_MEMORY, String(process.resourceUsage().maxRSS * 1024));
});
