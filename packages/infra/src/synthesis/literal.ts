/**
 * An interpolation that yields nothing: Terraform drops it, and CDKTF no longer sees as one what stands on its two sides.
 */
const NOTHING = '${""}';

/** Starts of Terraform's templates. */
const TEMPLATE_START = /[$%](?=\{)/g;

/** Text that CDKTF takes for one of its tokens, up to where it is cut: markers, and the stand-ins for maps. */
const TOKEN_START = /\{(?=TfToken\[)|(?:String|Any) Map Token (?=Value)/g;

/** A number as CDKTF finds it in a text; the most negative ones are codes of its number tokens. */
const NUMBER = /(-[-|\d.+]*)(e[-|\d.eE+]+)/g;
const LEAST_PLAIN_NUMBER = -1e200;

/** Most text has nothing of this and stays as it is. */
const SPECIAL = /[$%]\{|\{TfToken\[|Map Token|[\d.+|-]e/;

/**
 * Text as a Terraform string that evaluates to exactly that text, whatever a person put into it.
 *
 * `${` and `%{` would start a template in Terraform's JSON, and CDKTF would resolve what looks like one of its tokens;
 * both come through unchanged. Terraform normalises every string to Unicode NFC: text in another form comes back as NFC.
 */
export function literal(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll(TEMPLATE_START, '$&$&')
    .replaceAll(TOKEN_START, (start) => start + NOTHING)
    .replaceAll(NUMBER, (number, mantissa: string, exponent: string) =>
      Number.parseFloat(number) < LEAST_PLAIN_NUMBER ? mantissa + NOTHING + exponent : number,
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
