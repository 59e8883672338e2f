/**
 * Stands in for @vscode/spdlog, a native module that the installation from npm leaves out: without it every output channel of the served VS Code
 * stays empty, this extension's log among them. The same interface, written with Node.js alone; VS Code loads it as a file of its own.
 *
 * Interface: https://github.com/microsoft/node-spdlog (index.d.ts).
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const METHODS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.isPlain = false;
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  /** VS Code sets one pattern: time, level, message. */
  setPattern() {
    this.isPlain = false;
  }

  clearFormatters() {
    this.isPlain = true;
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
    try {
      appendFileSync(this.file, this.isPlain ? message : `${time} [${LEVELS[level]}] ${message}\n`);
    } catch {
      // A log that cannot be written must not end the program that it is about.
    }
  }

  flush() {}

  drop() {}
}

for (const [level, method] of METHODS.entries())
  Logger.prototype[method] = function log(message) {
    this.write(level, message);
  };

async function createLogger(type, name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(type, name, file);
}

exports.version = 1;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = (name, file) => createLogger('rotating', name, file);
exports.createAsyncRotatingLogger = (name, file) => createLogger('rotating_async', name, file);
