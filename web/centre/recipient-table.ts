import { html } from 'hono/html';
import { type Processor, processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { overviewTexts as texts } from './overview-texts.ts';

/** Who is given data (policy row P11): what for, where, on what ground it may go there, and which data. */
export function recipientTable(locale: Locale): Html {
  const columns = [texts.recipient, texts.service, texts.country, texts.transfer, texts.dataUsed];
  const all: readonly Processor[] = Object.values(processors);
  return html`<div class="scroll" role="group" aria-label="${texts.scroll[locale]}" tabindex="0"><table class="data">
    <thead><tr>${columns.map((words) => html`<th scope="col">${words[locale]}</th>`)}</tr></thead>
    <tbody>${all.map((processor) => row(processor, locale))}</tbody>
  </table></div>`;
}

function row(processor: Processor, locale: Locale): Html {
  const { service, country, transferBasis } = locale === 'nb' ? processor.nb : processor;
  const fields = processor.fields.map((field) => contactFieldNames[field][locale].toLowerCase()).join(', ');
  return html`<tr><th scope="row">${processor.name}</th><td>${service}</td><td>${country}</td><td>${transferBasis}</td><td>${fields}</td></tr>`;
}
