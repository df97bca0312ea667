/** One step of a path as Terraform writes it, to be put after what is above it. */
export function stepText(step: string | number, above: string): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return above === '' ? step : `.${step}`;
}

/** A path of steps, as Terraform's JSON has it. */
export function pathText(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((above, step) => above + stepText(step, above), '');
}
