#!/usr/bin/env bash
# Installs what the lockfile says, builds the command where it is built from source, and puts it on the PATH of later steps.
set -euo pipefail

if [[ -f pnpm-lock.yaml ]]; then
  pnpm=$(node --print 'require("./package.json").packageManager.split("+")[0]')
  npx --yes "$pnpm" install --frozen-lockfile --reporter=append-only
else
  npm ci --no-audit --no-fund --ignore-scripts
fi
if [[ -f scripts/build.mjs && -d packages/cli ]]; then
  node scripts/build.mjs
fi
echo "$PWD/node_modules/.bin" >>"$GITHUB_PATH"
