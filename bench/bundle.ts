import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { buildBundle } from '../infra/build-bundle.ts';
import { importTime } from '../infra/import-time.ts';
import { writePackage } from '../infra/package.ts';
import { filesIn, megabytes, zippedSize } from '../infra/sizes.ts';
import { PROJECT_ROOT } from '../local/local-settings.ts';
import { freePorts } from '../local/ports.ts';
import { firstAnswer, type StartedApp } from './first-answer.ts';
import { type Figures, type Measurement, mustHold, type Row } from './measurement.ts';
import { count, times } from './number-text.ts';
import { filesOfPackages } from './package-files.ts';
import { median } from './statistics.ts';
import { startTemporaryStack } from './temporary-stack.ts';

const plans = { full: { rounds: 9 }, quick: { rounds: 2 } } as const;

/** What a function app of this kind loads at the least. */
const bare = ['@azure/functions', '@azure/cosmos', '@azure/identity', '@azure/service-bus'];

/** What is deployed, and what a cold start costs. */
export const bundle: Measurement = {
  name: 'bundle',
  work: `The deployment package, beside an app of one function that does nothing but import ${bare.join(', ')}: bundled as the package is, and from \`node_modules\` as npm installs them. Zipped; imported in a new process; and started in a new Functions host, HTTP functions only, until its first answer has been read (\`GET /privacy\`; the one function). Nothing was compiled before; by turns.`,
  async run(effort) {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-bench-'));
    try {
      return await measure(folder, plans[effort]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Contender extends StartedApp {
  readonly what: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly imports: number[];
  readonly answers: number[];
}

async function measure(folder: string, { rounds }: (typeof plans)[keyof typeof plans]): Promise<Figures> {
  await using temporary = await startTemporaryStack(['cosmos', 'service-bus', 'functions']);
  const { stack } = temporary;
  const { functions } = registered.parse(await stack.command('functions', 'functions'));
  await stack.kill('functions');
  const contenders = await prepare(folder, { ...stack.settings, ...withoutTriggers(functions) });
  for (let round = 0; round < rounds; round += 1) {
    for (const each of contenders) {
      const milliseconds = importTime(each.app);
      mustHold('the import was timed', milliseconds > 0);
      each.imports.push(milliseconds);
      each.answers.push(await firstAnswer(each));
    }
  }
  const [product, ...others] = contenders;
  return {
    rows: [...contenders.map(rowOf), ...others.map((other) => ratioOf(product, other))],
    findings: [
      `Median of ${rounds} starts each. The host, which is the local one, has its share in every first answer.`,
    ],
  };
}

const registered = z.object({ functions: z.array(z.object({ name: z.string(), trigger: z.string() })) });

/** On Flex Consumption the instances that answer HTTP run nothing else. */
function withoutTriggers(functions: z.infer<typeof registered>['functions']): Record<string, string> {
  const others = functions.filter(({ trigger }) => trigger !== 'http');
  return Object.fromEntries(others.map(({ name }) => [`AzureWebJobs.${name}.Disabled`, 'true']));
}

async function prepare(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<readonly [Contender, ...Contender[]]> {
  const packaged = join(folder, 'package');
  await writePackage(packaged);
  const bundled = join(folder, 'bare');
  await buildBundle({ folder: bundled, entry: 'bench/bare-app.ts', sourceMaps: false });
  const { functions: port, control: otherPort } = await freePorts();
  const started = { root: PROJECT_ROOT, path: '/bare', settings: {}, port: otherPort };
  const untimed = () => ({ imports: [], answers: [] });
  return [
    {
      what: 'package',
      files: filesIn(packaged),
      app: join(packaged, 'dist/main.js'),
      root: packaged,
      path: '/privacy',
      settings,
      port,
      ...untimed(),
    },
    {
      what: 'bare SDKs, bundled',
      files: filesIn(bundled),
      app: join(bundled, 'main.js'),
      ...started,
      ...untimed(),
    },
    {
      what: 'bare SDKs',
      files: filesOfPackages(bare, PROJECT_ROOT),
      app: join(import.meta.dirname, 'bare-app.ts'),
      ...started,
      ...untimed(),
    },
  ];
}

function rowOf({ what, files, imports, answers }: Contender): Row {
  return {
    what,
    'zipped MB': megabytes(zippedSize(files)),
    'import ms': count(median(imports)),
    'first answer ms': count(median(answers)),
  };
}

/** Times: the middle one of the ratios of the two in the same round. */
function ratioOf(product: Contender, other: Contender): Row {
  const ratio = (of: (each: Contender) => readonly number[]) =>
    median(of(product).map((value, round) => value / (of(other)[round] ?? Number.NaN)));
  return {
    what: `package to ${other.what}`,
    'zipped MB': times(zippedSize(product.files) / zippedSize(other.files)),
    'import ms': times(ratio(({ imports }) => imports)),
    'first answer ms': times(ratio(({ answers }) => answers)),
  };
}
