import { basename, dirname } from 'node:path';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { passerBy, person } from './person.ts';
import type { SearchResult } from './search-stores.ts';

export async function searchFindsHer({ search, mailbox }: StoryContext): Promise<string> {
  const result = await search();
  const mails = await mailsTo(mailbox);
  const places = (kind: SearchResult['found'][number]['kind']) =>
    result.found.filter((finding) => finding.kind === kind).map(({ where }) => where);
  const documents = places('document');
  const files = places('file');
  expectThat('her data in 4 documents', documents.length === 4, documents);
  expectThat('all of them in the container subjects', new Set(documents).size === 1, documents);
  const copies = files.filter((file) => dirname(file).startsWith('blob'));
  expectThat('a copy of hers in the blobs', copies.length > 0, files);
  const [database = '', ...others] = files.filter((file) => !copies.includes(file));
  expectThat('her data in one file of ours beside it', database !== '' && others.length === 0, files);
  const atProcessors = places('file of a processor');
  expectThat('her data at 3 processors', atProcessors.length === 3, atProcessors);
  expectThat('no other mails', places('mail').length === mails, places('mail'));
  const elsewhere = result.found.length - documents.length - files.length - 3 - mails;
  expectThat('her data nowhere else', elsewhere === 0, result.found);
  return [
    `Found: 4 documents in ${basename(database)}, her copy, 3 processors,`,
    `${mails} mails. Not in ${inWords(result)}.`,
  ].join('\n');
}

export async function nothingLeft({ search, mailbox, notes }: StoryContext): Promise<string> {
  const result = await search();
  const left = result.found.filter(({ kind }) => kind !== 'mail');
  expectThat('her data nowhere but in the mails', left.length === 0, left);
  const mails = await mailsTo(mailbox);
  expectThat('the mails, and no other', mails > 0 && result.found.length === mails, result.found);
  notes.left = result;
  const { documents, files } = result;
  return [
    `Found nowhere: not in ${documents} documents, ${files} files,`,
    `${inWords(result)}.`,
    'Only in the mails that were sent: those are in the mailboxes.',
  ].join('\n');
}

/** What lies in a mailbox was sent there: it is the person's, and nobody else erases it. */
async function mailsTo(mailbox: StoryContext['mailbox']): Promise<number> {
  const people: readonly string[] = [person.email, passerBy.email];
  return (await mailbox.all()).filter(({ to }) => people.includes(to)).length;
}

function inWords({ messages, logLines, telemetryItems }: SearchResult): string {
  return `${messages} messages, ${logLines} log lines, ${telemetryItems} telemetry items`;
}
