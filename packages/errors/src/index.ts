export type { Location } from './location';
export { systemCode } from './system-code';
export { isUserError, UserError, type UserErrorData, type UserErrorOptions } from './user-error';
