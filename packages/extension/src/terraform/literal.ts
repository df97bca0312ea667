/** Starts of Terraform's templates: doubling the first character makes them text. */
const TEMPLATE_START = /[$%](?=\{)/g;

/** A character of what CDKTF takes for a token: of a marker, and of the stand-in for a map. */
const TOKEN_CHARACTER = /(?<=\{)T(?=fToken\[)|(?<=(?:String|Any) Map Token )V(?=alue)/g;

/** A number as CDKTF finds it in a text; the most negative ones are codes of its number tokens. */
const NUMBER = /(-[-|\d.+]*)e([-|\d.eE+]+)/g;
const LEAST_PLAIN_NUMBER = -1e200;

/** Most text has nothing of all this and stays as it is. */
const SPECIAL = /[$%]\{|\{TfToken\[|Map Token|[\d.+|-]e/;

/**
 * Text as a Terraform string that evaluates to exactly that text, whatever a person put into it.
 *
 * `${` and `%{` would start a template in Terraform's JSON, and CDKTF would resolve what looks like one of its tokens;
 * both come through unchanged. Terraform normalises every string to Unicode NFC: text in another form comes back as NFC.
 */
export function literal(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const template = text.replaceAll(TEMPLATE_START, '$&$&');
  const quoted = quote(template);
  const hidden = hideTokens(quoted);
  // Terraform does not find the escapes of a template that come after a carriage return.
  if (hidden === quoted && !text.includes('\r')) return template;
  // A quoted string of Terraform's own language, where any character can be an escape.
  return `\${${hidden}}`;
}

/** A quoted string: as in JSON, but for two escapes that Terraform does not know. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(/\\./g, (escape) =>
    escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape,
  );
}

function hideTokens(quoted: string): string {
  return quoted
    .replaceAll(TOKEN_CHARACTER, (character) => (character === 'T' ? '\\u0054' : '\\u0056'))
    .replaceAll(NUMBER, (number, mantissa: string, exponent: string) =>
      Number.parseFloat(number) < LEAST_PLAIN_NUMBER ? `${mantissa}\\u0065${exponent}` : number,
    );
}

/** {@link literal} for every value of a record, the keys as they are. */
export function literalValues(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, literal(text)]));
}

/** A JSON document, such as a policy, as the Terraform string that holds it. */
export function literalJson(document: unknown): string {
  return literal(JSON.stringify(document));
}
