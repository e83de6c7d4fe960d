#!/usr/bin/env node
console.error('usage: spillway <command> [options]');
process.exitCode = 2;
