/**
 * Characters without a visible shape: control characters, bidirectional controls, zero-width characters and lone surrogates. They can make
 * a reviewer read something that is not there. Joiners are kept, because emoji and several scripts need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}|[\u115f\u1160\u3164\uffa0\ufffe\uffff]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Returns the text on one line, with invisible characters as escapes such as `\u202e`. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return SHORT[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
  });
}

/** Cuts a text to `most` characters and says how long it was. Never cuts inside a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('')}… (${characters.length.toLocaleString('en-US')} characters)`;
}

/**
 * Cuts two texts that are equal in their first `most` characters to the part around their first difference. `undefined`: the start of the texts
 * shows a difference.
 */
export function shortenedAtDifference(one: string, other: string, most: number): readonly [string, string] | undefined {
  const [first, second] = [[...one], [...other]];
  const at = first.findIndex((character, index) => character !== second[index]);
  const difference = at === -1 ? first.length : at;
  if (difference < most || one === other) return undefined;
  const start = difference - Math.floor(most / 4);
  return [aroundStart(first, start, most), aroundStart(second, start, most)];
}

function aroundStart(characters: readonly string[], start: number, most: number): string {
  const end = start + most < characters.length ? '…' : '';
  const shown = characters.slice(start, start + most).join('');
  return `…${shown}${end} (${characters.length.toLocaleString('en-US')} characters)`;
}

/** Cuts a text to `most` characters, the last of which is an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
