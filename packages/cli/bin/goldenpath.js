#!/usr/bin/env node
'use strict';

// Only old syntax in this file: an old Node must get to the message.
require('./node-version.js').requireNode(process.versions.node);

// These commands read and check a fleet. They start from files that have just what they need. The others load package by package.
const BUNDLED = [
  'validate',
  'synth',
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

const command = process.argv[2] || 'help';
if (BUNDLED.indexOf(command) < 0) require('../dist/main.js');
else require('../dist/load-bundle.js').loadBundle().runMain(process.argv.slice(2));
