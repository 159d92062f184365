import { html } from 'hono/html';
import type { PackageHead, Tally } from '../../shared/domain/access-package.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { packageTexts as texts } from './package-texts.ts';

/** How much is held, and until when: what most people want to know, before all else. */
export function packageSummary(head: PackageHead): Html {
  const { locale, held } = head;
  return html`<section aria-labelledby="summary"><h2 id="summary">${texts.summary[locale]}</h2>${held ? figures(head) : nothing(head)}</section>\n`;
}

function nothing({ locale, right }: PackageHead): Html {
  return html`<div class="notice"><p><strong>${texts.nothing[locale]}</strong></p>
<p>${texts.nothingHow[locale]}</p>${right === 'access' ? html`<p>${texts.nothingBefore[locale]}</p>` : ''}</div>`;
}

function figures(head: PackageHead): Html {
  const { locale, records } = head;
  const lines = [
    figure(
      records.registrations.count,
      texts.registrations[locale],
      endsInWords(records.registrations, locale),
    ),
    figure(records.licences.count, texts.licences[locale], endsInWords(records.licences, locale)),
    figure(records.consents.count, texts.consents[locale], endsInWords(records.consents, locale)),
  ];
  if (head.right === 'access') {
    const { holds, disclosures } = head.besides;
    if (holds > 0) lines.push(figure(holds, texts.holds[locale], texts.kept[locale]));
    lines.push(figure(disclosures, texts.disclosures[locale], ''));
  }
  const isKept = head.right === 'access' && head.besides.holds > 0;
  return html`<ul class="figures">${lines}</ul>${isKept ? html`<p class="notice">${texts.keptLonger[locale]}</p>` : ''}`;
}

function figure(count: number, words: string, until: string): Html {
  return html`<li><strong>${count}</strong> <span>${words}</span> <small>${until}</small></li>`;
}

function endsInWords({ count, firstEnd, lastEnd, withoutEnd }: Tally, locale: Locale): string {
  if (count === 0) return texts.none[locale];
  if (firstEnd === undefined || lastEnd === undefined) return texts.noEnd[locale];
  const first = dayInWords(firstEnd, locale);
  const last = dayInWords(lastEnd, locale);
  const rest =
    first === last
      ? fillIn(texts.oneEnd[locale], { day: first })
      : fillIn(texts.manyEnds[locale], { first, last });
  return withoutEnd === 0 ? rest : fillIn(texts.someWithoutEnd[locale], { count: String(withoutEnd), rest });
}
