/**
 * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
 * @minLength 2
 * @maxLength 39
 */
export type TeamName = string;
