'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.facts = exports.group = void 0;
const extension_1 = require('@goldenpath/extension');
exports.group = 'Queue';
exports.facts = {
  name: (0, extension_1.fromSetting)('queue.name', '`{name}-{environment}-{queue.name}`'),
  arn: (0, extension_1.fromPlatform)('aws.accountId', 'with `aws.region` and the name of the queue'),
  url: (0, extension_1.fromPlatform)('aws.region', 'with `aws.accountId` and the name of the queue'),
  variable: (0, extension_1.fromSetting)('queue.name', 'the variable of the pods'),
  deadLetterName: (0, extension_1.fromSetting)('queue.name', 'the name of the queue with `-dead`'),
  policyName: (0, extension_1.fromSetting)('queue.name', 'the name of the queue with `-queue`'),
  visibilityTimeoutSeconds: (0, extension_1.fromSetting)('queue.visibilityTimeoutSeconds'),
  maxReceives: (0, extension_1.fromSetting)('queue.maxReceives'),
  isProtected: (0, extension_1.fromSpec)('accept', 'unless the loss is accepted'),
};
