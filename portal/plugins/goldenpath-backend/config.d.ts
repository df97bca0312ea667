export interface Config {
  goldenpath?: {
    gitops?: {
      /** The GitOps repository: a URL or a path. The default is that of the platform file. */
      repository?: string;
    };
  };
}
