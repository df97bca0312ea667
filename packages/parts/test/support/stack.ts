import { TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';
import { type Configuration, parseConfiguration } from '@goldenpath/testing/rendered/configuration';

/** The configuration of a stack that a part was added to, and nothing else. */
export function configurationOf(add: (stack: TerraformStack) => void): Configuration {
  const stack = new TerraformStack(new RootConstruct(), 'test');
  add(stack);
  return parseConfiguration(JSON.stringify(stack.toTerraform()));
}
