#!/usr/bin/env node
'use strict';

// Only old syntax in this file: an old Node must get to the message.
require('./node-version.js').requireNode(process.versions.node);

// These commands read and check a fleet. They start from one file that has all that they need. The others load package by package.
const FROM_ONE_FILE = [
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
require(FROM_ONE_FILE.indexOf(command) >= 0 ? '../dist/goldenpath.js' : '../dist/main.js');
