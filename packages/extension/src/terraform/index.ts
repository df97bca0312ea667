export { EphemeralResource } from './ephemeral';
export { literal, literalJson, literalValues } from './literal';
export { allow, type PolicyDocument, policyDocument, type PolicyStatement } from './policy';
export { protection } from './protection';
export { roleSettings } from './role';
