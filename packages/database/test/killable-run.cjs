// Provisions, rotates or retires one database with the built package, and kills itself before the step with the given number.
const { readFileSync } = require('node:fs');
const { folderSecretStore, provisionDatabases, retireDatabases, rotatePassword } = require('../dist');

const { master, request, retire, rotate, secrets, now, step } = JSON.parse(readFileSync(0, 'utf8'));
let done = 0;
const onEvent = ({ kind }) => {
  if (kind === 'step' && done++ === step) process.kill(process.pid, 'SIGKILL');
};
if (request !== undefined) void provisionDatabases(master, [request], { onEvent });
else if (rotate !== undefined) void rotatePassword(master, folderSecretStore(secrets), rotate, { onEvent });
else {
  const backups = { title: 'a copy', check: async () => undefined, make: async () => 'killed copy' };
  void retireDatabases(master, [{ desired: retire, graceDays: 30 }], { backups, now: () => new Date(now), onEvent });
}
