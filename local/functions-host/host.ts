import { createHash } from 'node:crypto';
import type { Server } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Clock } from '../clock.ts';
import { listen } from '../http-endpoint.ts';
import type { Part } from '../part.ts';
import { provideCoreModule, type Registration } from './core-module.ts';
import { type HostJson, loadHostJson } from './host-json.ts';
import { type HostedFunction, hostFunction, isTriggeredBy } from './hosted-function.ts';
import { createAdmin } from './http/admin.ts';
import { createGate } from './http/gate.ts';
import { createAuthorizer, DEVELOPMENT_KEY, type Key, readKeys } from './http/keys.ts';
import { createRouter } from './http/router.ts';
import { createHttpServer } from './http/server.ts';
import { startProgrammingModel } from './http/streaming.ts';
import { Invoker } from './invocation.ts';
import { filterLog, type LogSink } from './log.ts';
import type { ProgrammingModel, RpcLogLevel } from './rpc.ts';
import { reportRuns } from './runs.ts';
import { exportSettings, type Settings } from './settings.ts';
import { installShiftedDate } from './shifted-date.ts';
import { prepareTriggers, type Triggers } from './triggers/triggers.ts';

export interface FunctionsHostOptions {
  readonly port: number;
  /** The app's entry module: sources or the built bundle. */
  readonly app: string;
  /** The folder with host.json. */
  readonly root: string;
  readonly clock: Clock;
  /** Where timers keep their last run; undefined: nowhere. */
  readonly state: string | undefined;
  readonly settings: Settings;
  readonly log: LogSink;
}

/** How long running invocations may go on after the order to stop. */
const STOP_WAIT_MS = 8_000;

/**
 * Loads an app of the v4 programming model and runs its functions. One process hosts one app, once. Rejects
 * with a sentence when the app asks for what this host does not do.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<Part> {
  const { clock, settings } = options;
  const { host, ignored } = await loadHostJson(options.root, settings);
  const log = filterLog(options.log, host.logging.logLevel);
  if (ignored.length > 0) {
    say(log, 'warning', `host.json: this host does not act on ${ignored.join(', ')}`);
  }
  exportSettings(settings, process.env);
  const restoreDate = installShiftedDate(clock);
  const registration = provideCoreModule((level, category, message) => {
    if (category === 'user' || level !== 'debug') say(log, level, message);
  });
  const model = await loadApp(options, registration);
  const handOver = await startProgrammingModel(model);
  registration.seal();

  const functions = [...registration.functions.values()].map((one) => hostFunction(one, settings));
  const enabled = functions.filter(({ disabled }) => !disabled);
  const { hooks } = registration;
  const invoker = new Invoker({ model, hooks, log, clock, functionTimeout: host.functionTimeout });
  const keys = readKeys(settings);
  const authorize = createAuthorizer(keys);
  let isStopping = false;
  let triggers: Triggers | undefined;
  const server = createHttpServer({
    findRoute: createRouter(
      enabled.filter((fn) => isTriggeredBy(fn, 'http')),
      host.extensions.http.routePrefix,
    ),
    authorize,
    gate: createGate(host.extensions.http),
    invoke: invoker.invoke,
    handOver,
    admin: createAdmin({
      authorize,
      functions,
      start: (fn, input) => triggers?.runNow(fn, input),
    }),
    isStopping: () => isStopping,
  });
  const prepared = await prepareTriggers(enabled, {
    invoke: invoker.invoke,
    clock,
    log,
    settings,
    state: options.state,
    limits: host.extensions.serviceBus,
  });
  await listen(server, options.port);
  const port = portOf(server);
  triggers = await prepared.start(ownerOf(port));
  say(log, 'information', `runs ${enabled.length} functions on ${model.name} ${model.version}`);

  return {
    port,
    commands: { functions: () => report(functions, host, keys) },
    close: async () => {
      isStopping = true;
      // A connection whose last answer goes out now is closed behind it.
      server.keepAliveTimeout = 1;
      const stopped = Promise.all([triggers?.stop(), closeServer(server), invoker.idle()]);
      const inTime = await Promise.race([stopped.then(() => true), sleep(STOP_WAIT_MS).then(() => false)]);
      if (!inTime) say(log, 'warning', `stops with invocations still running after ${STOP_WAIT_MS} ms`);
      await hooks.run('appTerminate', { hookData: hooks.appOnlyHookData, appHookData: hooks.appHookData });
      log.flush();
      restoreDate();
    },
  };
}

async function loadApp(
  { app, root }: FunctionsHostOptions,
  registration: Registration,
): Promise<ProgrammingModel> {
  await import(pathToFileURL(resolve(app)).href);
  const { hooks, functions } = registration;
  const model = registration.programmingModel();
  if (model === undefined || functions.size === 0) {
    throw new Error(
      'the app registered no function: --app must name the module that calls app.http, app.timer …',
    );
  }
  await hooks.run('appStart', {
    hookData: hooks.appOnlyHookData,
    appHookData: hooks.appHookData,
    functionAppDirectory: resolve(root),
  });
  return model;
}

/**
 * Under which name this host owns leases. While it runs nobody else on the machine has the port, so whoever
 * starts with the same name is its successor and may go on at once. Hashed: a computer may be named after
 * its user.
 */
function ownerOf(port: number): string {
  return createHash('sha256').update(`${hostname()}:${port}`).digest('hex').slice(0, 32);
}

function report(functions: readonly HostedFunction[], host: HostJson, keys: readonly Key[]) {
  return {
    functions: functions.map(({ name, trigger, disabled, runs }) => ({
      name,
      trigger: trigger.kind,
      disabled,
      ...(trigger.kind === 'http' && {
        route: `/${[host.extensions.http.routePrefix, trigger.route].filter((part) => part !== '').join('/')}`,
        methods: trigger.methods,
        authLevel: trigger.authLevel,
      }),
      ...reportRuns(runs),
    })),
    // Keys from settings are secrets: their names tell which may be used.
    keys: keys.map((key) => ({
      name: key.name,
      level: key.level,
      ...(key === DEVELOPMENT_KEY && { value: key.value }),
    })),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server is not listening');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()));
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms).unref();
  });
}

function say(log: LogSink, level: RpcLogLevel, message: string) {
  log.write({ level, category: 'Host', message });
}
