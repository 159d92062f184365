import type { RpcLogLevel } from './rpc.ts';

export interface LogLine {
  readonly level: RpcLogLevel;
  /** As on Azure: `Function.<name>`, `Function.<name>.User`, `Host.<part>`. */
  readonly category: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string | number | undefined>>;
}

export interface LogSink {
  write(line: LogLine): void;
  /** Writes out what is still held back. */
  flush(): void;
}

export interface LogOptions {
  readonly format: 'text' | 'json';
  readonly now: () => number;
  readonly print: (text: string) => void;
}

/**
 * One line per entry. Lines of one turn of the event loop are printed together: a write to a terminal or
 * pipe blocks, and there is a line for each invocation.
 */
export function createLog({ format, now, print }: LogOptions): LogSink {
  const render = format === 'json' ? renderJson : renderText;
  let pending = '';
  const flush = () => {
    if (pending === '') return;
    const text = pending;
    pending = '';
    print(text);
  };
  return {
    write: (line) => {
      if (pending === '') setImmediate(flush);
      pending += `${render(line, new Date(now()).toISOString())}\n`;
    },
    flush,
  };
}

/**
 * Lets through what host.json's `logging.logLevel` asks for: the longest name that the category starts with
 * decides, then `default`, then Information.
 */
export function filterLog(sink: LogSink, levels: Readonly<Record<string, RpcLogLevel>>): LogSink {
  const thresholds = new Map<string, number>();
  const threshold = (category: string): number => {
    const known = thresholds.get(category);
    if (known !== undefined) return known;
    const name = Object.keys(levels)
      .filter((prefix) => category === prefix || category.startsWith(`${prefix}.`))
      .reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest), '');
    const rank = SEVERITY[levels[name] ?? levels['default'] ?? 'information'];
    thresholds.set(category, rank);
    return rank;
  };
  return {
    write: (line) => {
      if (SEVERITY[line.level] >= threshold(line.category)) sink.write(line);
    },
    flush: () => sink.flush(),
  };
}

const SEVERITY: Readonly<Record<RpcLogLevel, number>> = {
  trace: 0,
  debug: 1,
  information: 2,
  warning: 3,
  error: 4,
  critical: 5,
  none: 6,
};

function renderJson({ level, category, message, fields }: LogLine, time: string): string {
  return JSON.stringify({ time, level, category, message, ...fields });
}

function renderText({ level, category, message, fields }: LogLine, time: string): string {
  const facts = Object.entries(fields ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? quoteIfNeeded(value) : value}`)
    .join('');
  return `${time} ${level.padEnd(11)} ${category}: ${message.replaceAll(/\r?\n/g, String.raw`\n`)}${facts}`;
}

function quoteIfNeeded(value: string): string {
  return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
