export { Account, type Transaction } from './account';
export { AccountBusyError, AccountUnavailableError, CorruptAccountError } from './errors';
export type { CloudObject } from './journal';
export { withLock } from './lock';
