// `pnpm bench`: how long goldenpath takes for fleets of several sizes, beside what could be run instead.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAlternatives } from './lib/alternatives.mjs';
import { measureDatabases } from './lib/databases.mjs';
import { databasesReport } from './lib/databases-report.mjs';
import { measureDeploys } from './lib/deploy.mjs';
import { deployReport } from './lib/deploy-report.mjs';
import { measureGoldenpath } from './lib/goldenpath.mjs';
import { machine } from './lib/machine.mjs';
import { measurePublish } from './lib/publish.mjs';
import { publishReport } from './lib/publish-report.mjs';
import { machineText, markdownReport } from './lib/report.mjs';
import { measureReviews } from './lib/review.mjs';
import { reviewReport } from './lib/review-report.mjs';
import { measureStartUp } from './lib/start-up.mjs';
import { startUpReport } from './lib/start-up-report.mjs';

const HELP = `pnpm bench [--sizes 10,100,1000,5000] [--repeat 3] [--sample 200] [--dir DIR] [--alone] [--json]
       pnpm bench --deploy [--repeat 3] [--dir DIR] [--json]
       pnpm bench --publish [--sizes …] [--repeat 3] [--dir DIR] [--json]
       pnpm bench --review [--sizes 10,100,1000] [--repeat 3] [--dir DIR] [--json]
       pnpm bench --start-up [--repeat 3] [--json]
       pnpm bench --databases [--sizes 10,100,1000] [--dir DIR] [--alone] [--json]

  --sizes   applications of each fleet
  --repeat  runs of each step; the least counts (fleets above 1,000: one run)
  --sample  overlays that kustomize and helm build; the rest is extrapolated
  --dir     where fleets and output go, such as a folder in memory (default: the system's temporary folder)
  --alone   only goldenpath, nothing that could be run instead
  --deploy  instead of all this, simulated deploys of the example fleet, and a plan of 100 applications; needs Terraform
  --publish instead of all this, publishing one changed application into repositories of those sizes
  --review  instead of all this, reviews of edits; needs Git and Terraform
  --start-up instead of all this, how the light commands start on the example fleet, beside Node alone
  --databases instead of all this, provisioning so many databases on one PostgreSQL server, beside psql where it is installed
  --json    everything that was measured, as JSON`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000,5000' },
    repeat: { type: 'string', default: '3' },
    sample: { type: 'string', default: '200' },
    dir: { type: 'string', default: tmpdir() },
    deploy: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
    review: { type: 'boolean', default: false },
    'start-up': { type: 'boolean', default: false },
    databases: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await bench();

async function bench() {
  mkdirSync(values.dir, { recursive: true });
  const folder = mkdtempSync(path.join(values.dir, 'goldenpath-bench-'));
  try {
    const before = machine();
    const measured = { machine: before, ...(await measure(folder)) };
    process.stdout.write(`${values.json ? JSON.stringify(measured, null, 2) : report(measured)}\n`);
  } finally {
    // Only now: a large delete makes what some disks write after it many times slower.
    rmSync(folder, { recursive: true });
  }
}

async function measure(folder) {
  const repeat = Number(values.repeat);
  if (values.deploy) return { deploys: await measureDeploys({ folder, repeat, applications: 100 }) };
  if (values.review) return { reviews: await measureReviews({ folder, repeat, sizes: sizes() }) };
  if (values['start-up']) return { startUp: await measureStartUp(repeat) };
  if (values.databases) return { databases: await measureDatabasesOf(folder) };
  if (values.publish) return { publications: await measurePublications(folder, repeat) };
  return { fleets: await measureFleets(folder) };
}

async function measureDatabasesOf(folder) {
  const measured = [];
  for (const count of sizes()) {
    process.stderr.write(`${count} databases…\n`);
    measured.push(await measureDatabases(count, { folder, alone: values.alone }));
  }
  return measured;
}

async function measurePublications(folder, repeat) {
  const publications = [];
  for (const count of sizes()) {
    process.stderr.write(`${count} applications…\n`);
    publications.push(await measurePublish(count, { folder, repeat: count > 1000 ? 1 : repeat }));
  }
  return publications;
}

function sizes() {
  return values.sizes.split(',').map(Number);
}

function report(measured) {
  const { machine: before, deploys, reviews, publications, startUp, databases } = measured;
  if (deploys !== undefined) return `${machineText(before)}\n\n${deployReport(deploys)}`;
  if (reviews !== undefined) return `${machineText(before)}\n\n${reviewReport(reviews)}`;
  if (publications !== undefined) return `${machineText(before)}\n\n${publishReport(publications)}`;
  if (databases !== undefined) return `${machineText(before)}\n\n${databasesReport(databases)}`;
  if (startUp !== undefined) return `${machineText(before)}\n\n${startUpReport(startUp)}`;
  return markdownReport(measured);
}

async function measureFleets(folder) {
  const fleets = [];
  for (const count of sizes()) {
    process.stderr.write(`${count} applications…\n`);
    const repeat = count > 1000 ? 1 : Number(values.repeat);
    const { output, ...fleet } = await measureGoldenpath(count, { folder, repeat });
    const alternatives = values.alone
      ? {}
      : await measureAlternatives(count, { output, folder, sample: Number(values.sample) });
    fleets.push({ ...fleet, alternatives });
  }
  return fleets;
}
