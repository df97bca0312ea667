import { type Explain, type ExplanationTable, environment, platform, spec } from '../explanation';

/** Where the state's key begins, where there is a bucket. */
const stateKey: Explain = (place, path) =>
  (place.fleet.platform.state.type === 's3'
    ? platform('state.keyPrefix', 'with the name of the stack')
    : platform('state.type', 'a file with the name of the stack'))(place, path);

/** The Terraform stack of an application, or of what it has in one environment. */
export const STACK: ExplanationTable = {
  'stack.name': (place, path) =>
    spec('name', place.environment === undefined ? '`app-{name}`' : '`app-{name}-{environment}`')(place, path),
  'stack.state.*': (place, path) => platform(`state.${String(path.at(-1))}`)(place, path),
  'stack.stateKey': stateKey,
  'stack.dependsOn': (place, path) =>
    (place.environment === undefined
      ? spec('name', 'it is applied by itself')
      : environment('name', "the stack of the environment's own infrastructure comes first"))(place, path),
};
