export {
  Account,
  AccountBusyError,
  AccountUnavailableError,
  CorruptAccountError,
  type CloudObject,
  type Transaction,
  withLock,
} from './account';
export { ECR_IMAGE, knownTypes } from './behaviours';
export { RealCredentialsError, refuseRealCredentials } from './credentials';
export type { Fault, FaultKind, OperationKind } from './faults';
export { BindingSourceError } from './schema/binding-source';
export { BindingsMissingError, loadProviderSchema, type LoadOptions } from './schema/load';
export type { AttributeSchema, BlockSchema, NestedBlockSchema, ProviderSchema } from './schema/types';
export { SocketError, startSimulator, type Simulator, type SimulatorOptions } from './simulator';
export { typesIn } from './stack-types';
export { MARK } from './wire/diagnostics';
