import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../local/service-bus/main.ts', import.meta.url));
const CONTRACT_CONFIG = fileURLToPath(new URL('service-bus.config.json', import.meta.url));

export interface BrokerProcess {
  readonly port: number;
  /** Ends it and waits until it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** The broker as a process of its own; throws with what it wrote when it does not start. */
export async function startBrokerProcess(options: {
  port: number;
  config?: string;
  data: string;
}): Promise<BrokerProcess> {
  const child = spawn(
    process.execPath,
    [
      MAIN,
      '--port',
      `${options.port}`,
      '--config',
      options.config ?? CONTRACT_CONFIG,
      '--data',
      options.data,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const port = await listening(child);
  return {
    port,
    end: async (signal) => {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function listening(child: ChildProcess): Promise<number> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the broker has no output');
  const complaints: string[] = [];
  stderr.on('data', (chunk: Buffer) => complaints.push(String(chunk)));
  for await (const line of createInterface(stdout)) {
    const port = /^listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) {
      stdout.resume();
      return Number(port);
    }
  }
  throw new Error(complaints.join('').trim());
}
