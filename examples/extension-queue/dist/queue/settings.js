'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.queueSettings = queueSettings;
const extension_1 = require('@goldenpath/extension');
/** Reads the queue from a spec and its override. */
function queueSettings(layers) {
  return {
    // The schema requires it.
    name: layers.pick(['queue', 'name'], (0, extension_1.byDefault)('')),
    visibilityTimeoutSeconds: layers.pick(['queue', 'visibilityTimeoutSeconds'], (0, extension_1.byDefault)(30)),
    maxReceives: layers.pick(['queue', 'maxReceives'], (0, extension_1.byDefault)(5)),
  };
}
