import { setTimeout } from 'node:timers/promises';
import type { Product } from '../product.ts';
import { type Needle, needles } from './needles.ts';
import { filePlaces, markedPlaces, type Place, publicPlaces } from './places.ts';
import { search } from './search.ts';
import type { Walk } from './walk.ts';

/** Files that may hold the person: the marked documents and packages, the mails to the person, what processors keep. */
const personsOwn = ['cosmos', 'blob', 'mailbox', 'zendesk.json', 'goto.json', 'teamviewer.json'];

/** What opens a page, in the links of a mail. */
const inLinks = /(?<=\?token=|\/consents\/confirm\/|\/unsubscribe\/|\/preferences\/)[\w.-]{20,}/g;

/** Where the person is, at any moment of the walk. */
export function whereaboutsOf({
  product: { stack, log },
  folder,
  walk,
}: {
  readonly product: Product;
  /** The data directory. */
  readonly folder: string;
  readonly walk: Walk;
}) {
  return {
    /** The kinds of marked documents that the person is in. */
    async marked(): Promise<string[]> {
      const found = await searchAll(await markedPlaces(stack));
      return [...new Set(found.map((line) => line.split(': ')[1] ?? ''))].sort();
    },
    /** What is found in any other document, message, dead letter, log, telemetry item, blob, answer, file or mail. */
    async elsewhere(own: readonly string[] = personsOwn, searched: readonly Needle[] = needles) {
      const [open, told, files] = await Promise.all([
        publicPlaces(stack, log),
        walk.toldPlaces(),
        filePlaces(folder, own),
      ]);
      return searchAll([...open, ...told, ...files, ...walk.answers], searched);
    },
    /** Where something stands that opens a person's page: it is for the person's mails alone. */
    async tokens(): Promise<string[]> {
      const texts = stack.mailbox.messages().map(({ text }) => text);
      const tokens = new Set(texts.flatMap((text) => text.match(inLinks) ?? []));
      const searched = [...tokens].map((token) => ({
        what: 'a token',
        encoding: 'UTF-8',
        bytes: token.toLowerCase(),
      }));
      if (searched.length === 0) throw new Error('no mail has a token');
      const [open, told, files] = await Promise.all([
        publicPlaces(stack, log),
        walk.toldPlaces(),
        filePlaces(folder, ['mailbox']),
      ]);
      return searchAll([...open.filter(({ where }) => where !== 'mailbox'), ...told, ...files], searched);
    },
    async inFiles(searched: readonly Needle[] = needles): Promise<string[]> {
      return searchAll(await filePlaces(folder), searched);
    },
  };
}

/** It takes seconds, in which others end their connections: that is noticed before anybody uses one. */
async function searchAll(places: readonly Place[], searched?: readonly Needle[]): Promise<string[]> {
  const found = search(places, searched);
  await setTimeout(20);
  return found;
}
