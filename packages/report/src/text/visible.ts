/**
 * Characters without a shape of their own: control characters, what turns the direction of text, what takes no room, halves of
 * characters. They could make a reviewer read something else than what is there. Joiners stay: emoji and scripts are made with them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}|[\u115f\u1160\u3164\uffa0\ufffe\uffff]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line, as it is, but for characters that nobody sees: those come out as `\u202e`. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return SHORT[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
  });
}

/** At most so many characters, and how many there are where that is more; never half a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('')}… (${characters.length.toLocaleString('en-US')} characters)`;
}

/** At most so many characters, the last of them a sign that there are more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
