import type { BuiltInFacts, BuiltInOnceFacts, BuiltInPlatformFacts } from '@goldenpath/parts';

/** In tests, facts have the fields of the built-in parts. In the engines they do not: no engine names a part. */
declare module '@goldenpath/extension' {
  interface AppInEnvironment extends BuiltInFacts {}
  interface AppFacts extends BuiltInOnceFacts {}
  interface PlatformEnvironment extends BuiltInPlatformFacts {}
}
