import { html } from 'hono/html';
import type { Recipient, RecordOfProcessing } from '../../shared/domain/record-of-processing.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { articleInWords } from '../article.ts';
import type { Html } from '../page.ts';
import { capitalised } from './capitalised.ts';
import { dataTable } from './data-table.ts';
import { listed } from './listed.ts';
import { registerTexts as texts } from './register-texts.ts';

/** Who gets data, and what protects it outside the EEA (GDPR Art. 30(1)(d) and (e), Chapter V). */
export function recipientsPart({ recipients, activities }: RecordOfProcessing, locale: Locale): Html {
  const titleOf = (id: string) => activities.find((activity) => activity.id === id)?.title[locale] ?? id;
  const heads = ['recipient', 'place', 'data', 'usedFor', 'agreement', 'transfer'] as const;
  const table = dataTable({
    sheet: true,
    label: texts.transfersLead[locale],
    headings: heads.map((head) => texts[head][locale]),
    rows: recipients.map((recipient) => [
      html`${capitalised(recipient.name[locale])}<br /><span class="soft">${recipient.service[locale]}</span>`,
      recipient.country?.[locale] ?? texts.norway[locale],
      listed(recipient.data, locale),
      html`<ul>${recipient.activities.map((id) => html`<li>${titleOf(id)}</li>`)}</ul>`,
      recipient.agreement?.[locale] ?? '–',
      transferIn(recipient, locale),
    ]),
  });
  return html`<section aria-labelledby="transfers">
    <h2 id="transfers">${texts.transfers[locale]}</h2>
    ${table}
  </section>`;
}

function transferIn({ transfer, transferBasis }: Recipient, locale: Locale): Html {
  if (transfer === undefined)
    return html`${texts.none[locale]}${transferBasis ? `: ${transferBasis[locale]}` : ''}`;
  const protections = transfer.safeguards.map(
    (safeguard) => html`<li>${safeguard[locale]} (${articleInWords(safeguard.article, locale)})</li>`,
  );
  return html`<ul>${protections}</ul>`;
}
