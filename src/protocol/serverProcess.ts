/**
 * How the server's process is started. An analysis makes some ten megabytes that are dead when it ends: a young generation that holds them lets them
 * die there, and a keystroke costs a fifth less. Node.js takes this when it starts only. The benchmark reads the same file.
 * Source: https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib
 */
import process from './server-process.json' with { type: 'json' };

export const SERVER_NODE_ARGUMENTS: readonly string[] = process.nodeArguments;
