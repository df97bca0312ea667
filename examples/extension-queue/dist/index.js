'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.kinds = exports.parts = void 0;
const kind_1 = require('./kind');
const queue_1 = require('./queue');
/** What the platform file loads: the parts and the kinds of this extension. */
exports.parts = [queue_1.queue];
exports.kinds = [kind_1.queueWorker];
