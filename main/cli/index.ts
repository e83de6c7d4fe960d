#!/usr/bin/env node
/** The command line: `spillway <command> [options]`. */
import { run } from './run';
import { processTerminal } from './terminal';

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of anybody's.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Set and not exited with, so that a pipe that reads slowly still gets everything.
process.exitCode = await run(process.argv.slice(2), processTerminal());
