/** A command to run next, and what it is for where the command alone does not say. */
export type Step = readonly [command: string, purpose?: string];

/** Steps as lines below a heading, what they are for in one column. */
export function stepLines(steps: readonly Step[]): string[] {
  const explained = steps.filter(([, purpose]) => purpose !== undefined);
  const width = Math.max(0, ...explained.map(([command]) => command.length));
  return steps.map(([command, purpose]) =>
    purpose === undefined ? `  ${command}` : `  ${command.padEnd(width)}   ${purpose}`,
  );
}
