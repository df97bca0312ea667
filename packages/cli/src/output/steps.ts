/** A command to run next, and its purpose if the command alone does not tell. */
export type Step = readonly [command: string, purpose?: string];

/** Returns the commands as lines, with their purposes aligned in one column. */
export function stepLines(steps: readonly Step[]): string[] {
  const explained = steps.filter(([, purpose]) => purpose !== undefined);
  const width = Math.max(0, ...explained.map(([command]) => command.length));
  return steps.map(([command, purpose]) =>
    purpose === undefined ? `  ${command}` : `  ${command.padEnd(width)}   ${purpose}`,
  );
}
