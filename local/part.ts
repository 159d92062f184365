import { OffsetClock } from './clock.ts';

/** One running part of the local stack: an endpoint with a port, and what the control port may ask of it. */
export interface Part {
  readonly port: number;
  /** Commands that arrive over the parent's IPC channel, by name; what they return is sent back. */
  readonly commands?: Readonly<Record<string, (argument: unknown) => unknown>>;
  close(): Promise<void>;
}

/** Parent to part. `clock` is understood by every part; the other names are the part's own `commands`. */
export interface PartRequest {
  readonly id: number;
  readonly command: string;
  readonly argument?: unknown;
}

/** Part to parent: the answer to the request of that id. */
export type PartResponse =
  | { readonly id: number; readonly ok: true; readonly result?: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

/** Part to parent, once: the port is open. */
export interface PartReady {
  readonly listening: number;
}

/**
 * Runs a part as a process of its own: starts it, prints `listening on 127.0.0.1:N`, obeys the parent's
 * commands, and stops cleanly on SIGINT, SIGTERM or when the parent is gone. A start that fails prints one
 * sentence and exits with 1.
 */
export async function runPart(start: (clock: OffsetClock) => Promise<Part>): Promise<void> {
  const hasParent = process.connected;
  const clock = new OffsetClock();
  clock.setOffset(Number(process.env[CLOCK_OFFSET_VARIABLE] ?? 0));
  let part: Part;
  try {
    part = await start(clock);
  } catch (error) {
    console.error(startFailure(error));
    process.exit(1);
  }

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await part.close();
    process.exit(0);
  };
  for (const word of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(word, () => void stop());
  // The parent may have gone while the part was starting.
  if (hasParent && !process.connected) return stop();
  process.on('message', (request: PartRequest) => {
    void answer(request).then((response) => process.send?.(response));
  });
  console.log(`listening on 127.0.0.1:${part.port}`);
  process.send?.({ listening: part.port } satisfies PartReady);

  async function answer({ id, command, argument }: PartRequest): Promise<PartResponse> {
    try {
      if (command === 'clock') {
        clock.setOffset(Number(argument));
        return { id, ok: true };
      }
      const run = part.commands?.[command];
      if (run === undefined) return { id, ok: false, error: `no command ${command}` };
      return { id, ok: true, result: await run(argument) };
    } catch (error) {
      return { id, ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** The offset, in milliseconds, that a part's clock starts with: so it is never at another time than the rest. */
export const CLOCK_OFFSET_VARIABLE = 'LOCAL_CLOCK_OFFSET';

/** A sentence that names the port when it is taken, else the fault's own message. */
export function startFailure(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `port ${String(error.port)} is already in use: stop what listens there, or set PRIVACY_PORT_OFFSET to move every port`;
  }
  return error instanceof Error ? error.message : String(error);
}
