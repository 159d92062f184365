import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The project's folder. */
const root = join(import.meta.dirname, '..');
const template = join(root, 'infra', 'main.json');
const stages = ['dev', 'prod'];

/** What is wrong, a sentence for each; what the compiler itself says of a file is printed as it comes. */
const wrong: string[] = [];
const write = process.argv.includes('--write');
const compiler = findCompiler() ?? fetchCompiler();

checkFormat();
check(['lint', '--pattern', 'infra/**/*.bicep']);
for (const stage of stages) {
  check(['build-params', join('infra', 'main.bicepparam'), '--stdout'], { PRIVACY_STAGE: stage });
}
checkTemplate();

for (const sentence of wrong) console.error(sentence);
if (wrong.length > 0) process.exit(1);
console.log(`infra/main.json  ${Math.round(readFileSync(template).byteLength / 1024)} kB, without a warning`);

/** Every file stands as `bicep format` writes it. One run for all, over copies: a run takes a second, and writes in place. */
function checkFormat(): void {
  const files = globSync('infra/**/*.{bicep,bicepparam}', { cwd: root }).sort();
  const formatted = join(root, '.bicep', 'formatted');
  rmSync(formatted, { recursive: true, force: true });
  for (const file of files) cpSync(join(root, file), join(formatted, file));
  const config = join('infra', 'bicepconfig.json');
  for (const kind of ['bicep', 'bicepparam']) {
    check(['format', '--pattern', `.bicep/formatted/**/*.${kind}`, '--config', config]);
  }
  for (const file of files) {
    const text = readFileSync(join(formatted, file), 'utf8');
    if (text === readFileSync(join(root, file), 'utf8')) continue;
    if (write) writeFileSync(join(root, file), text);
    else wrong.push(`${file} is not formatted: npm run infra -- --write`);
  }
}

/** The committed template is what the sources compile to. Tests and reviews read it; azd compiles for itself. */
function checkTemplate(): void {
  const compiled = check(['build', join('infra', 'main.bicep'), '--stdout']);
  if (write) writeFileSync(template, compiled);
  else if (!existsSync(template) || readFileSync(template, 'utf8') !== compiled) {
    wrong.push('infra/main.json is not what infra/main.bicep compiles to: npm run infra -- --write');
  }
}

/** What the compiler prints. Whatever it complains of is an error, a warning too. */
function check(command: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(compiler, command, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (stderr !== '') console.error(stderr.trimEnd());
  if (status !== 0 || stderr !== '') wrong.push(`bicep ${command.join(' ')} complains`);
  return stdout;
}

/** The compiler that infra/bicep.csproj names, where it has been fetched. */
function findCompiler(): string | undefined {
  const version = /\[([\d.]+)\]/.exec(readFileSync(join(root, 'infra', 'bicep.csproj'), 'utf8'))?.[1];
  const [found] = globSync(`.bicep/packages/azure.bicep.commandline.*/${version}/tools/bicep{,.exe}`, {
    cwd: root,
  });
  return found === undefined ? undefined : join(root, found);
}

/** Fetches it from NuGet, where it is published as a package: no installer, no download from elsewhere. */
function fetchCompiler(): string {
  const project = relative(process.cwd(), join(root, 'infra', 'bicep.csproj'));
  const { error, status } = spawnSync('dotnet', ['restore', project, '--verbosity', 'quiet', '--nologo'], {
    stdio: 'inherit',
    env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
  });
  if (error !== undefined) {
    console.error(
      'The Bicep compiler comes from NuGet, which takes `dotnet` (any .NET SDK from 8 on): https://dot.net',
    );
    process.exit(1);
  }
  const found = status === 0 ? findCompiler() : undefined;
  if (found === undefined) {
    console.error('The Bicep compiler could not be fetched from NuGet.');
    process.exit(1);
  }
  return found;
}
