#!/usr/bin/env node
'use strict';

// Only old syntax in this file: an old Node must get to the message.
require('@goldenpath/cli/bin/node-version.js').requireNode(process.versions.node);
require('../dist/index.js').create(process.argv.slice(2));
