const TEMPLATE_PART = /([$%])\1\{|[$%]\{|[^]/gu;
const QUOTED = /\$\{("(?:[^"\\]|\\.)*")\}/g;

/**
 * What Terraform makes of a string of its JSON configuration that refers to nothing: a template, in which an interpolation
 * may hold a quoted string.
 *
 * @throws Error if anything else is interpolated, or if there is a directive, because text became code then.
 */
export function terraformText(template: string): string {
  let text = '';
  let from = 0;
  for (const match of template.matchAll(QUOTED)) {
    // A `$` before it makes it an escape, and the quotes in it are text.
    if (template[match.index - 1] === '$') continue;
    const quoted = withoutEscapes(match[1] ?? '');
    text += withoutEscapes(template.slice(from, match.index)) + (JSON.parse(quoted) as string);
    from = match.index + match[0].length;
  }
  return text + withoutEscapes(template.slice(from));
}

function withoutEscapes(template: string): string {
  return template.replaceAll(TEMPLATE_PART, (part, doubled?: string) => {
    if (doubled !== undefined) return `${doubled}{`;
    if (part === '${' || part === '%{') throw new Error(`Terraform evaluates what is in ${JSON.stringify(template)}.`);
    return part;
  });
}
