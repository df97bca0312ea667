/**
 * Does something that runs a person's code, while that code can neither end this process nor write to its stdout: a
 * command that ends early would pass for a good one, and whatever reads stdout wants the command's answer alone. What the
 * code writes goes to stderr.
 *
 * It keeps mistakes from doing harm, not malice: the code has all the rights of this process.
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
