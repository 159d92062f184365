import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { shortId } from './file-button.ts';
import type { State } from './file-names.ts';
import { fileTexts as texts } from './file-texts.ts';

/** How a file is shown: to whom, in which language, when, and what its ids begin with. */
export interface FileView {
  readonly file: PersonFile;
  readonly staff: StaffMember;
  readonly locale: Locale;
  /** UTC. */
  readonly now: string;
  readonly id: string;
}

/** A part of a file; without content, there is nothing of it. */
export interface Part {
  readonly name: keyof typeof texts;
  readonly content?: Html | undefined;
}

/** The parts of a file, each with its heading; of which there is nothing is said in one line. */
export function partsIn(parts: readonly Part[], { id, locale }: FileView): Html {
  const empty = parts.filter(({ content }) => content === undefined);
  const names = empty.map(({ name }) => texts[name][locale].toLowerCase());
  return html`${parts.map(({ name, content }) =>
    content === undefined
      ? ''
      : html`<section>
            <h3 id="${id}-${name}">${texts[name][locale]}</h3>
            ${content}
          </section>`,
  )}
    ${names.length === 0 ? '' : html`<section><p class="soft">${fillIn(texts.noneOf[locale], { names: names.join(', ') })}</p></section>`}`;
}

export function badge({ words, badge: kind }: State, locale: Locale): Html {
  return html`<span class="badge ${kind}">${words[locale]}</span>`;
}

/** What a table of a file is called: no two parts of a page that one can move through have one name. */
export function tableName(name: keyof typeof texts, { file, locale }: FileView): string {
  return `${texts[name][locale]} (${shortId(file.subjectId)})`;
}

/** Which data there is: the names of the fields. */
export function fieldNamesIn(fields: readonly (keyof typeof contactFieldNames)[], locale: Locale): string {
  if (fields.length === 0) return texts.noFields[locale];
  const names = fields.map((field) => contactFieldNames[field][locale]);
  return names.map((name, index) => (index === 0 ? name : name.toLowerCase())).join(', ');
}
