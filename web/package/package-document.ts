import { html, raw } from 'hono/html';
import type { AccessHead, PackageSource } from '../../shared/domain/access-package.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { code } from './facts.ts';
import {
  consents,
  disclosures,
  history,
  holds,
  licences,
  notices,
  objections,
  registrations,
  requests,
} from './package-lists.ts';
import { packageStyle } from './package-style.ts';
import { packageSummary } from './package-summary.ts';
import { packageTexts as texts } from './package-texts.ts';
import {
  dutyCards,
  periodTable,
  purposeCards,
  recipientCards,
  rightList,
  sourceWords,
} from './register-parts.ts';

/**
 * A package as a document: a summary, then all there is; to read at any width, light and dark, and to print. It is
 * whole in itself, so that it can be kept, and says itself that nothing may run in it or be fetched for it, wherever it
 * is opened. It comes in pieces, no longer than a page of entries.
 */
export async function* packageDocument(source: PackageSource): AsyncGenerator<string> {
  for await (const piece of pieces(source)) yield piece.toString();
}

async function* pieces(source: PackageSource): AsyncGenerator<Html> {
  const { head } = source;
  yield opening(head, await hashOf(packageStyle));
  yield packageSummary(head);
  if (head.right === 'access') {
    yield contents(head);
    yield* section('held', source, [registrations, licences, consents, objections, holds]);
    yield registerSections(head);
    yield* section('who', source, [() => recipients(head), disclosures]);
    yield* section('done', source, [notices, requests, history]);
    yield whole('rights', head, rightList(head));
  } else {
    yield* section('held', source, [registrations, licences, consents]);
  }
  yield closing(head);
}

type Head = PackageSource['head'];
type Words = keyof typeof texts;

/** Of a style that stands in the page: what the browser compares. */
async function hashOf(style: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  return Buffer.from(hash).toString('base64');
}

function opening(head: Head, hash: string): Html {
  const { locale, controller, madeAt, endsAt, requestId, subjectId } = head;
  const { name } = controller;
  const title = texts[`${head.right}Title`][locale];
  const lead = head.held ? texts[`${head.right}Lead`] : texts.nobodyLead;
  const facts = [
    [texts.madeAt, momentInWords(madeAt, locale)],
    [texts.ourCopy, dayInWords(endsAt, locale)],
    [texts.requestNumber, code(requestId)],
    ...(subjectId === undefined ? [] : ([[texts.yourNumber, code(subjectId)]] as const)),
  ] as const;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; form-action 'none'; base-uri 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<meta name="referrer" content="no-referrer" />
<title>${title} – ${name}</title>
<style>${raw(packageStyle)}</style>
</head>
<body>
<div class="sheet">
<header>
<p class="brand">${name}</p>
<h1>${title}</h1>
<p class="lead">${fillIn(lead[locale], { name })}</p>
${head.right === 'portability' ? html`<p>${texts.portabilityOnly[locale]}</p>` : ''}
<dl class="about">${facts.map(([words, value]) => html`<div><dt>${words[locale]}</dt><dd>${value}</dd></div>`)}</dl>
${head.held ? html`<p class="safe">${texts.keepSafe[locale]}</p>` : ''}
</header>
<main>
`;
}

const sections = [
  'held',
  'uses',
  'sources',
  'periods',
  'who',
  'done',
  'rights',
] as const satisfies readonly Words[];

function contents({ locale }: AccessHead): Html {
  const links = sections.map((id) => html`<li><a href="#${id}">${texts[id][locale]}</a></li>`);
  return html`<section aria-labelledby="contents"><h2 id="contents">${texts.contents[locale]}</h2><nav class="contents" aria-labelledby="contents"><ol>${links}</ol></nav></section>\n`;
}

type SectionId = (typeof sections)[number];

/** A section of lists, each as it is read. */
async function* section(
  id: SectionId,
  source: PackageSource,
  lists: readonly ((source: PackageSource) => Iterable<Html> | AsyncIterable<Html>)[],
): AsyncGenerator<Html> {
  yield html`<section aria-labelledby="${id}">${headingOf(id, source.head)}\n`;
  for (const list of lists) yield* list(source);
  yield raw('</section>\n');
}

function whole(id: SectionId, head: Head, body: Html): Html {
  return html`<section aria-labelledby="${id}">${headingOf(id, head)}${body}</section>\n`;
}

function headingOf(id: SectionId, { locale }: Head): Html {
  return html`<h2 id="${id}">${texts[id][locale]}</h2>`;
}

function registerSections(head: AccessHead): Html {
  const { locale } = head;
  const uses = html`<p>${texts.usesLead[locale]}</p>
<section aria-labelledby="purposes"><h3 id="purposes">${texts.purposes[locale]}</h3>${purposeCards(head)}</section>
<section aria-labelledby="duties"><h3 id="duties">${texts.duties[locale]}</h3>${dutyCards(head)}</section>`;
  const periods = html`<p>${texts.periodsLead[locale]}</p>${periodTable(head)}`;
  return html`${whole('uses', head, uses)}${whole('sources', head, html`<p>${sourceWords(head)}</p>`)}${whole('periods', head, periods)}`;
}

function recipients(head: AccessHead): readonly Html[] {
  const { locale } = head;
  return [
    html`<section aria-labelledby="processors"><h3 id="processors">${texts.processors[locale]}</h3><p>${texts.processorsLead[locale]}</p>${recipientCards(head)}</section>\n`,
  ];
}

function closing({ locale, controller }: Head): Html {
  const { name, policyVersion, contacts } = controller;
  const words = fillIn(texts.foot[locale], {
    name,
    day: dayInWords(policyVersion, locale),
    rights: contacts.rights,
  });
  return html`</main>
<footer class="foot"><p>${words}</p></footer>
</div>
</body>
</html>
`;
}
