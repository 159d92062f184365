import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { emailIdentifier } from '../../domain/identifier.ts';
import type { Dossier, ProcessorAnswer } from '../../domain/recipient.ts';
import type { Clock, Connector, ConnectorRequest } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { refused, unexpectedAnswer } from './processor-fault.ts';
import { ProcessorHttp } from './processor-http.ts';

/**
 * Which webinars are looked through, around now. A registration with us is kept for five years (policy row P9), and
 * longer under a hold: a webinar of its first days must still be seen when it is erased.
 */
const WINDOW = { before: { years: 8 }, after: { years: 2 } } as const;
const PAGE_SIZE = 100;
/** An organizer with more webinars than this in the window needs another way to look. */
const LARGEST_PAGE_NUMBER = 9;

/**
 * GoTo Webinar REST v2, "Webinars" and "Registrants". Nothing finds a person across webinars, so the registrants
 * of each webinar in the window are listed.
 *
 * Not reached, and a task for staff where it is seen: registrants of webinars already held, whom the API cannot
 * delete; corrections. Not seen at all: webinars outside the window, and those of other organizers.
 */
export function gotoConnector({
  settings: { url, organizerKey, token },
  clock,
}: {
  readonly settings: Settings['goto'];
  readonly clock: Pick<Clock, 'now'>;
}): Connector {
  const http = new ProcessorHttp({ url, authorization: () => `Bearer ${token}` });
  const root = `/G2W/rest/v2/organizers/${encodeURIComponent(organizerKey)}/webinars`;
  return { erase, rectify, withdraw: async () => ({ answer: 'nothing-held' }), verify };

  async function erase({ dossier, references: before }: ConnectorRequest): Promise<ProcessorAnswer> {
    const found = await find(dossier);
    const toCome = found.filter((registration) => registration.toCome);
    for (const { reference } of toCome) await remove(reference);
    // Those of webinars held as well: whether staff had them removed can be asked afterwards.
    const references = [...new Set([...before, ...found.map(({ reference }) => reference)])];
    if (toCome.length < found.length) return { answer: 'manual', because: 'past-webinars', references };
    if (references.length === 0) return { answer: 'nothing-held' };
    return { answer: (await verify(references)) === 'gone' ? 'verified' : 'done', references };
  }

  async function rectify({ dossier }: ConnectorRequest): Promise<ProcessorAnswer> {
    const found = await find(dossier);
    return found.length > 0 ? { answer: 'manual', because: 'by-hand' } : { answer: 'nothing-held' };
  }

  async function verify(references: readonly string[]): Promise<'gone' | 'left'> {
    for (const reference of references) {
      const registrant = await http.read(registrantSchema, { path: registrantPath(reference) });
      if (registrant !== undefined) return 'left';
    }
    return 'gone';
  }

  async function find({ emails }: Dossier): Promise<Registration[]> {
    if (emails.length === 0) return [];
    const theirs = new Set(emails.map((email) => emailIdentifier(email).value));
    const found: Registration[] = [];
    for (const { webinarKey, toCome } of await webinars()) {
      const path = `${root}/${encodeURIComponent(webinarKey)}/registrants`;
      // A webinar cancelled since it was listed has no registrants.
      const registrants = (await http.read(z.array(registrantSchema), { path })) ?? [];
      for (const { registrantKey, email } of registrants) {
        if (theirs.has(emailIdentifier(email).value)) {
          found.push({ reference: `${webinarKey}/${registrantKey}`, toCome });
        }
      }
    }
    return found;
  }

  async function webinars(): Promise<{ readonly webinarKey: string; readonly toCome: boolean }[]> {
    const now = clock.now();
    const listed: Webinar[] = [];
    for (let number = 0, pages = 1; number < pages; number += 1) {
      if (number > LARGEST_PAGE_NUMBER) throw unexpectedAnswer();
      const query = { ...windowAround(now), page: String(number), size: String(PAGE_SIZE) };
      const page = await http.read(webinarPage, { path: root, query });
      if (page === undefined) throw unexpectedAnswer();
      listed.push(...page._embedded.webinars);
      pages = page.page.totalPages;
    }
    const isToCome = ({ times }: Webinar) =>
      times.some(({ startTime }) => Temporal.Instant.compare(startTime, now) > 0);
    return listed.map((webinar) => ({ webinarKey: webinar.webinarKey, toCome: isToCome(webinar) }));
  }

  async function remove(reference: string): Promise<void> {
    const outcome = await http.change({ method: 'DELETE', path: registrantPath(reference) });
    if (outcome === 'declined') throw refused();
  }

  function registrantPath(reference: string): string {
    const [webinar = '', registrant = ''] = reference.split('/').map(encodeURIComponent);
    return `${root}/${webinar}/registrants/${registrant}`;
  }
}

/** A person's place in one webinar; the reference is `webinarKey/registrantKey`. */
interface Registration {
  readonly reference: string;
  readonly toCome: boolean;
}

/** Keys are numbers in some answers and text in others. */
const key = z.union([z.string().min(1), z.int()]).transform(String);

const registrantSchema = z.object({ registrantKey: key, email: z.string() });

const webinarSchema = z.object({
  webinarKey: key,
  times: z.array(z.object({ startTime: z.iso.datetime({ offset: true }) })),
});
type Webinar = z.infer<typeof webinarSchema>;

const webinarPage = z.object({
  _embedded: z.object({ webinars: z.array(webinarSchema) }).default({ webinars: [] }),
  page: z.object({ totalPages: z.int().nonnegative() }),
});

function windowAround(now: Temporal.Instant): { readonly fromTime: string; readonly toTime: string } {
  const here = now.toZonedDateTimeISO('UTC');
  const text = (at: Temporal.ZonedDateTime) => at.toInstant().toString({ smallestUnit: 'second' });
  return { fromTime: text(here.subtract(WINDOW.before)), toTime: text(here.add(WINDOW.after)) };
}
