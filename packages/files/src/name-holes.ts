/** What is inserted for an application. */
export interface Names {
  readonly name: string;
  /** @default none */
  readonly description?: string;
  /** The team that owns it. @default text that contains it is not the same for other teams */
  readonly team?: string;
}

/** Placeholders for the name, the name with `_` in place of `-`, the description, and the team. */
export const HOLES = ['qz-app-name-qz', 'qz_app_name_qz', 'qz app description qz', 'qz-app-owner-qz'] as const;
const [NAME, SNAKE_NAME, DESCRIPTION, TEAM] = HOLES;
/** Finds a placeholder that was shortened or spelled differently. */
export const PART_OF_HOLE = /qz.?app/i;
/** Finds a JSON key with a placeholder. Its position among sorted keys would depend on the name. */
export const HOLE_IN_KEY = new RegExp(`(?:${HOLES.join('|')})[^"]*":`);

/** Text that needs no quotes or escapes in any format, has several words, and is neither a number nor a part of one. */
const PLAIN_NAME = /^(?=.{6,})[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const PLAIN_DESCRIPTION = /^[A-Za-z][A-Za-z0-9 ,()-]{4,}[A-Za-z0-9.)]$/;
const LIKE_A_NUMBER = /\d[eE]/;
/** CDKTF reads such text as a token. */
const LIKE_A_TOKEN = /Map Token/;

/** Returns the value of each placeholder, or `undefined` if the name needs quotes or escapes in some format. */
export function namesInHoles({ name, description = '', team = '' }: Names): readonly string[] | undefined {
  if (!isPlainName(name)) return undefined;
  const isPlain =
    [LIKE_A_NUMBER, LIKE_A_TOKEN].every((special) => !special.test(description)) && PLAIN_DESCRIPTION.test(description);
  return [name, name.replaceAll('-', '_'), isPlain ? description : '', isPlainName(team) ? team : ''];
}

function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name) && !LIKE_A_NUMBER.test(name) && HOLES.every((hole) => !hole.includes(name));
}

/** Returns JSON text with placeholders, or `undefined` if a key contains a name. */
export function withHoles(
  json: string,
  [name = '', snakeName = '', description = '', team = '']: readonly string[],
): string | undefined {
  if (PART_OF_HOLE.test(json)) return undefined;
  const described = description === '' ? json : json.replaceAll(`"${description}"`, `"${DESCRIPTION}"`);
  const general = team === '' || team === name ? described : described.replaceAll(`"${team}"`, `"${TEAM}"`);
  const shape = general.replaceAll(name, NAME).replaceAll(snakeName, SNAKE_NAME);
  return HOLE_IN_KEY.test(shape) ? undefined : shape;
}
