import { basename } from 'node:path';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import type { SearchResult } from './search-stores.ts';

/** What lies in a mailbox was sent there: it is the person's, and nobody else erases it. */
const MAILS_TO_PEOPLE = 3;

export async function searchFindsHer({ search }: StoryContext): Promise<string> {
  const result = await search();
  const places = (kind: SearchResult['found'][number]['kind']) =>
    result.found.filter((finding) => finding.kind === kind).map(({ where }) => where);
  const documents = places('document');
  const files = places('file');
  expectThat('her data in 4 documents', documents.length === 4, documents);
  expectThat('all of them in the container subjects', new Set(documents).size === 1, documents);
  expectThat('her data in one file of ours', files.length === 1, files);
  const atProcessors = places('file of a processor');
  expectThat('her data at 3 processors', atProcessors.length === 3, atProcessors);
  expectThat('no other mails', places('mail').length === MAILS_TO_PEOPLE, places('mail'));
  const elsewhere = result.found.length - documents.length - files.length - 3 - MAILS_TO_PEOPLE;
  expectThat('her data nowhere else', elsewhere === 0, result.found);
  return `Found: 4 documents in ${files.map((file) => basename(file)).join()}, 3 processors, 3 mails.\nNot in ${inWords(result)}.`;
}

export async function nothingLeft({ search, notes }: StoryContext): Promise<string> {
  const result = await search();
  const left = result.found.filter(({ kind }) => kind !== 'mail');
  expectThat('her data nowhere but in the mails', left.length === 0, left);
  expectThat('no other mails', result.found.length === MAILS_TO_PEOPLE, result.found);
  notes.left = result;
  const { documents, files } = result;
  return [
    `Found nowhere: not in ${documents} documents, ${files} files,`,
    `${inWords(result)}.`,
    'Only in the mails that were sent: those are in the mailboxes.',
  ].join('\n');
}

function inWords({ messages, logLines, telemetryItems }: SearchResult): string {
  return `${messages} messages, ${logLines} log lines, ${telemetryItems} telemetry items`;
}
