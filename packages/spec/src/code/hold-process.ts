/**
 * Runs user code that can neither exit this process nor write to its stdout: an early exit would look like success, and stdout is reserved
 * for the command's result. Output of the code goes to stderr.
 *
 * This protects against mistakes, not against malice: the code has all permissions of this process.
 */
export function holdProcess<Value>(work: () => Value): Value {
  const { exit } = process;
  const { write } = process.stdout;
  process.exit = refuseToExit;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  try {
    return work();
  } finally {
    process.exit = exit;
    process.stdout.write = write;
  }
}

function refuseToExit(): never {
  throw new Error('process.exit was called, and a spec is read by a process that has more to do');
}
