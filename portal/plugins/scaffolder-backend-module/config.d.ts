export interface Config {
  goldenpath?: {
    fleet?: {
      /** The repository of the fleet and its branch, such as `https://github.com/acme/platform/tree/main`. */
      url: string;
      /** A checkout of it that the backend reads instead. Pull requests still go to `url`. */
      directory?: string;
      /** Whether specs in TypeScript and extensions, which are code, may run in the backend. The default is false. */
      runsCode?: boolean;
    };
  };
}
