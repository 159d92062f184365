import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MailMessage, mailMessage } from './message.ts';

/**
 * The messages, newest last, each in a file of its own (`1.json`, `2.json`, …) unless there is no directory:
 * then they live in memory only. A deleted message's file is gone.
 */
export class MessageStore {
  readonly #directory: string | undefined;
  readonly #messages: Map<string, MailMessage>;
  #lastId: number;

  constructor(directory: string | undefined) {
    this.#directory = directory;
    this.#messages = directory === undefined ? new Map() : readMessages(directory);
    this.#lastId = Math.max(0, ...[...this.#messages.keys()].map(Number));
  }

  all(): readonly MailMessage[] {
    return [...this.#messages.values()];
  }

  get(id: string): MailMessage | undefined {
    return this.#messages.get(id);
  }

  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  /** Resolves when the message would survive the end of this process. */
  async add(message: MailMessage): Promise<void> {
    if (this.#directory !== undefined) {
      const file = join(this.#directory, `${message.id}.json`);
      await writeFile(`${file}.new`, JSON.stringify(message));
      await rename(`${file}.new`, file);
    }
    this.#messages.set(message.id, message);
  }

  async clear(): Promise<void> {
    const ids = [...this.#messages.keys()];
    this.#messages.clear();
    const directory = this.#directory;
    if (directory === undefined) return;
    await Promise.all(ids.map((id) => rm(join(directory, `${id}.json`), { force: true })));
  }
}

function readMessages(directory: string): Map<string, MailMessage> {
  mkdirSync(directory, { recursive: true });
  const ids = readdirSync(directory)
    .flatMap((name) => /^(?<id>\d+)\.json$/u.exec(name)?.groups?.['id'] ?? [])
    .sort((one, other) => Number(one) - Number(other));
  return new Map(ids.map((id) => [id, readMessage(join(directory, `${id}.json`))]));
}

function readMessage(file: string): MailMessage {
  return mailMessage.parse(JSON.parse(readFileSync(file, 'utf8')));
}
