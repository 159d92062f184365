import { join, resolve } from 'node:path';
import { type Addresses, addressesOf, addressSettings } from './addresses.ts';
import { CHILD_COMMANDS } from './child-commands.ts';
import { ChildPart, type EndOfPart } from './child-part.ts';
import { type Controlled, controlRoutes } from './control.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { serveHttp } from './http-endpoint.ts';
import { PROJECT_ROOT, readLocalSettings } from './local-settings.ts';
import { type Mailbox, startMailbox } from './mailbox/mailbox.ts';
import { writeObservedConfig } from './observer.ts';
import { startFailure } from './part.ts';
import { type ChildName, PART_NAMES, PARTS, type PartName, type ProcessorId } from './parts.ts';
import { portsMustBeFree } from './port-check.ts';
import type { PortPlan } from './ports.ts';
import { type ProcessorStandIn, startProcessor } from './processors/processor-server.ts';
import { PROCESSORS } from './processors/registry.ts';
import { provision } from './provision.ts';
import { SharedClock } from './stack-clock.ts';
import { startTelemetrySink, type TelemetrySink } from './telemetry-sink.ts';

export interface LocalStackOptions {
  /** A folder that keeps the data, or `ephemeral`: in memory. */
  readonly data: string;
  readonly ports: PortPlan;
  /** The folder of the Function App, the one with host.json: the project's, unless told. */
  readonly root?: string;
  /** The file in it that registers the functions. */
  readonly app?: string;
  /** All, unless told. */
  readonly parts?: readonly PartName[];
  /** Over those of local.settings.json. */
  readonly settings?: Readonly<Record<string, string>>;
  /** With a subscription `observer` of each topic, which gets every message. */
  readonly observed?: boolean;
  readonly onProgress?: (event: StackEvent) => void;
  /** What the parts print, a line at a time. */
  readonly log?: (line: string) => void;
}

export type StackEvent =
  | { readonly kind: 'ready'; readonly part: PartName; readonly ms: number }
  | ({ readonly kind: 'ended'; readonly part: PartName } & EndOfPart);

/** A running stack. */
export interface LocalStack extends Controlled {
  readonly ports: PortPlan;
  readonly addresses: Addresses;
  /** What the Functions host got. */
  readonly settings: Readonly<Record<string, string>>;
  readonly mailbox: Pick<Mailbox, 'messages' | 'clear'>;
  /** The process id of a part that runs. */
  pid(part: ChildName): number;
  /** SIGKILL, as a crash would; the part stays down until `restart`. */
  kill(part: ChildName): Promise<void>;
  restart(part: ChildName): Promise<void>;
  /** Ends every part, the Functions host first. */
  stop(): Promise<void>;
}

/**
 * Starts the parts of the local stack and resolves when all are ready. When one cannot start, those that did are
 * stopped, and the promise rejects with a sentence that names the part.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const settings = stackSettings(options);
  const stack = new Stack({ options, settings, directory: openDataDirectory(options.data) });
  try {
    await stack.start();
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
}

/** A part that was started, whatever it is. */
interface Stoppable {
  stop(): Promise<void>;
}

interface StackContext {
  readonly options: LocalStackOptions;
  readonly settings: Readonly<Record<string, string>>;
  readonly directory: DataDirectory;
}

class Stack implements LocalStack {
  readonly ports: PortPlan;
  readonly addresses: Addresses;
  readonly settings: Readonly<Record<string, string>>;
  readonly parts: ReadonlySet<PartName>;
  readonly clock: SharedClock;
  readonly processors = new Map<ProcessorId, ProcessorStandIn>();
  readonly #options: LocalStackOptions;
  readonly #directory: DataDirectory;
  readonly #children = new Map<ChildName, ChildPart>();
  readonly #running = new Map<PartName, Stoppable>();
  #mailbox: Mailbox | undefined;
  #telemetry: TelemetrySink | undefined;
  #stopped: Promise<void> | undefined;

  constructor({ options, settings, directory }: StackContext) {
    this.#options = options;
    this.#directory = directory;
    this.settings = settings;
    this.ports = options.ports;
    this.addresses = addressesOf(options.ports);
    this.parts = new Set(options.parts ?? PART_NAMES);
    this.clock = new SharedClock({ directory, children: this.#children });
  }

  get mailbox(): Mailbox {
    return present(this.#mailbox, 'mailbox');
  }

  get telemetry(): TelemetrySink {
    return present(this.#telemetry, 'telemetry');
  }

  async start(): Promise<void> {
    const patienceMs = this.#directory.leftRunning ? PATIENCE_WITH_A_KILLED_STACK_MS : 0;
    await portsMustBeFree({ parts: this.parts, ports: this.ports, patienceMs });
    const ready = new Map<PartName, Promise<void>>();
    for (const part of PART_NAMES.filter((name) => this.parts.has(name))) {
      const needed = PARTS[part].after.flatMap((name) => ready.get(name) ?? []);
      ready.set(
        part,
        Promise.all(needed).then(() => this.#begin(part)),
      );
    }
    const outcomes = await Promise.allSettled(ready.values());
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  command(part: ChildName, name: string, argument?: unknown): Promise<unknown> {
    return present(this.#children.get(part), part).request(name, argument);
  }

  pid(part: ChildName): number {
    return present(this.#children.get(part)?.pid, part);
  }

  kill(part: ChildName): Promise<void> {
    return present(this.#children.get(part), part).kill();
  }

  restart(part: ChildName): Promise<void> {
    return present(this.#children.get(part), part).restart();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    const running = [...this.#running];
    const dependent = running.filter(([name]) => PARTS[name].after.length > 0);
    const others = running.filter(([name]) => PARTS[name].after.length === 0);
    for (const group of [dependent, others]) await Promise.all(group.map(([, part]) => part.stop()));
    this.#directory.release();
  }

  async #begin(part: PartName): Promise<void> {
    const began = performance.now();
    try {
      this.#running.set(part, await this.#starts[part]());
    } catch (error) {
      throw new Error(`${PARTS[part].title}: ${startFailure(error)}`, { cause: error });
    }
    this.#options.onProgress?.({ kind: 'ready', part, ms: performance.now() - began });
  }

  readonly #starts: Readonly<Record<PartName, () => Promise<Stoppable>>> = {
    cosmos: () => this.#startCosmos(),
    'service-bus': () => this.#startChild('service-bus'),
    azurite: () => this.#startChild('azurite'),
    functions: () => this.#startChild('functions'),
    zendesk: () => this.#startProcessor('zendesk'),
    goto: () => this.#startProcessor('goto'),
    teamviewer: () => this.#startProcessor('teamviewer'),
    mailbox: () => this.#startMailbox(),
    telemetry: () => this.#startTelemetry(),
    control: () => this.#startControl(),
  };

  async #startCosmos(): Promise<Stoppable> {
    const child = await this.#startChild('cosmos');
    await provision(this.addresses.cosmos.connectionString);
    return child;
  }

  async #startChild(part: ChildName): Promise<ChildPart> {
    const { root = PROJECT_ROOT, app = DEFAULT_APP, observed = false, log, onProgress } = this.#options;
    const child = new ChildPart({
      title: PARTS[part].title,
      args: CHILD_COMMANDS[part]({
        ports: this.ports,
        directory: this.#directory,
        root,
        app: resolve(root, app),
        serviceBusConfig: observed
          ? writeObservedConfig(this.#directory.path)
          : join(PROJECT_ROOT, 'infra/service-bus.json'),
      }),
      env: part === 'functions' ? this.#functionsEnvironment() : {},
      cwd: part === 'functions' ? root : PROJECT_ROOT,
      clockOffset: () => this.clock.offset,
      log: (line) => log?.(`[${part}] ${line}`),
      isChatty: part === 'azurite',
      onEnd: (end) => onProgress?.({ kind: 'ended', part, ...end }),
    });
    this.#children.set(part, child);
    // Before it is ready: a start that fails later on stops it too.
    this.#running.set(part, child);
    await child.start();
    return child;
  }

  #functionsEnvironment(): Record<string, string> {
    return {
      ...this.settings,
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      ...(this.parts.has('telemetry') ? { NODE_EXTRA_CA_CERTS: this.#certificateFile } : {}),
    };
  }

  async #startProcessor(id: ProcessorId): Promise<Stoppable> {
    const file = this.#kept(`${id}.json`);
    const api = PROCESSORS[id]({ file, clock: this.clock.here, setting: (name) => this.#setting(name) });
    const processor = await startProcessor({ port: this.ports[id], api, clock: this.clock.here });
    this.processors.set(id, processor);
    return stoppable(processor);
  }

  async #startMailbox(): Promise<Stoppable> {
    this.#mailbox = await startMailbox({
      smtpPort: this.ports.smtp,
      httpPort: this.ports.mailbox,
      directory: this.#kept('mailbox'),
      clock: this.clock.here,
    });
    return stoppable(this.#mailbox);
  }

  async #startTelemetry(): Promise<Stoppable> {
    this.#telemetry = await startTelemetrySink({
      port: this.ports.telemetry,
      certificateFile: this.#certificateFile,
      queries: {
        workspace: this.#setting('LOG_ANALYTICS_WORKSPACE'),
        token: this.#setting('LOG_ANALYTICS_TOKEN'),
      },
    });
    return stoppable(this.#telemetry);
  }

  async #startControl(): Promise<Stoppable> {
    return stoppable(await serveHttp({ port: this.ports.control, fetch: controlRoutes(this).fetch }));
  }

  #setting(name: string): string {
    return present(this.settings[name], `the setting ${name}`);
  }

  get #certificateFile(): string {
    return join(this.#directory.path, 'telemetry-certificate.pem');
  }

  #kept(name: string): string | undefined {
    return this.#directory.ephemeral ? undefined : join(this.#directory.path, name);
  }
}

const DEFAULT_APP = 'functions/main.ts';
const PATIENCE_WITH_A_KILLED_STACK_MS = 5_000;
function stackSettings({ ports, parts = PART_NAMES, settings }: LocalStackOptions): Record<string, string> {
  return {
    ...readLocalSettings(),
    ...addressSettings(ports),
    // Without a sink there is nothing to send to: an exporter would only complain.
    ...(parts.includes('telemetry') ? {} : { APPLICATIONINSIGHTS_CONNECTION_STRING: '' }),
    ...settings,
  };
}

function stoppable(service: { close(): Promise<void> }): Stoppable {
  return { stop: () => service.close() };
}

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`this stack was started without ${what}`);
  return value;
}
