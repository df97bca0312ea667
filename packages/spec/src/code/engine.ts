/** Returns the version of Node.js that runs the code of specs. Another one can give another result. */
export function codeEngine(): string {
  return process.version;
}
