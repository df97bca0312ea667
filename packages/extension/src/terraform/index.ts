export { EphemeralResource } from './ephemeral';
export { ImportExisting, type ImportOptions } from './import';
export { literal, literalJson, literalValues } from './literal';
export { allow, type PolicyDocument, policyDocument, type PolicyStatement } from './policy';
export { protection } from './protection';
export { roleSettings } from './role';
