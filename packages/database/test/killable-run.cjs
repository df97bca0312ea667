// Provisions one database with the built package, and kills itself before the step with the given number.
const { readFileSync } = require('node:fs');
const { provisionDatabases } = require('../dist');

const { master, request, step } = JSON.parse(readFileSync(0, 'utf8'));
let done = 0;
const onEvent = ({ kind }) => {
  if (kind === 'step' && done++ === step) process.kill(process.pid, 'SIGKILL');
};
void provisionDatabases(master, [request], { onEvent });
