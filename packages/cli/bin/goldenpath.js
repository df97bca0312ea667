#!/usr/bin/env node
'use strict';

// These commands read and check a fleet: they start from one file, which has all that they need. The others need much more, and
// load it package by package.
const FROM_ONE_FILE = [
  'validate',
  'list',
  'explain',
  'completion',
  '__complete',
  'help',
  '--help',
  '-h',
  '--version',
  '-V',
];

const [, , command = 'help'] = process.argv;
require(FROM_ONE_FILE.includes(command) ? '../dist/goldenpath.js' : '../dist/main.js');
