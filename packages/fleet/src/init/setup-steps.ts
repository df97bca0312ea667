// Generated from scripts/generate/init/setup-steps.yml by `pnpm generate`. Do not edit.
/** The steps that set up a job of a new fleet. */
export const SETUP = `      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 24
          package-manager-cache: false
      - run: npm ci --no-audit --no-fund --ignore-scripts
      - run: echo "$PWD/node_modules/.bin" >>"$GITHUB_PATH"
`;
