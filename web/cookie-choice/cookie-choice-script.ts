import { cookieCategories, cookies, keptChoice, optionalCategories } from '../../shared/policy/cookies.ts';
import type { Locale } from '../../shared/policy/register.ts';
import {
  type PolicyVersion,
  versions as policyVersions,
  versionInForce,
} from '../../shared/policy/versions.ts';
import { cookieChoiceTexts as texts } from './cookie-choice-texts.ts';
import { libraryFiles } from './library-files.ts';

/**
 * What a site includes: the library as its authors publish it, then our script with what the register says (policy row
 * P4). Whoever chose is asked again when a larger version of the policy comes into force.
 */
export function cookieChoiceScript({
  today,
  versions = policyVersions,
}: {
  readonly today: string;
  readonly versions?: readonly PolicyVersion[];
}): string {
  const config = {
    policyVersion: versionInForce(versions, today)?.date,
    revision: revisionOf(versions, today),
    name: keptChoice.name,
    days: keptChoice.days,
    services: Object.fromEntries(optionalCategories.map((category) => [category, servicesOf(category)])),
    translations: { nb: translationIn('nb'), en: translationIn('en') },
    gpcNotice: texts.gpcNotice,
  };
  const { script, licence, ask } = libraryFiles;
  const comment = `/*\n${licence.trim().replaceAll('*/', '* /')}\n*/`;
  return `${comment}\n${script}\n(${ask.replace('export function', 'function').trim()})(${JSON.stringify(config)});\n`;
}

/** The library tells versions apart by a number: that of the newest larger one's day. */
function revisionOf(versions: readonly PolicyVersion[], today: string): number {
  const larger = versionInForce(
    versions.filter(({ weight }) => weight === 'larger'),
    today,
  );
  return Number(larger?.date.replaceAll('-', '') ?? 0);
}

type Category = (typeof optionalCategories)[number];

function inCategory(category: Category) {
  return cookies.filter((each) => each.category === category);
}

function servicesOf(category: Category) {
  return inCategory(category).map(({ id, service, names }) => ({ id, label: service, names }));
}

/** The library's `Translation`. Its texts are markup; ours have none but the link. */
function translationIn(locale: Locale) {
  return {
    consentModal: {
      title: texts.title[locale],
      description: `{{revisionMessage}}${texts.lead[locale]}`,
      revisionMessage: `${texts.changed[locale]} `,
      acceptAllBtn: texts.accept[locale],
      acceptNecessaryBtn: texts.refuse[locale],
      showPreferencesBtn: texts.choose[locale],
      footer: `{page:${locale}}${texts.about[locale]}</a>`,
    },
    preferencesModal: {
      title: texts.chooseTitle[locale],
      acceptAllBtn: texts.accept[locale],
      acceptNecessaryBtn: texts.refuse[locale],
      savePreferencesBtn: texts.save[locale],
      closeIconLabel: texts.close[locale],
      serviceCounterLabel: texts.services[locale],
      sections: [
        { description: texts.chooseLead[locale] },
        {
          title: cookieCategories.necessary.title[locale],
          description: cookieCategories.necessary.about[locale],
          linkedCategory: 'necessary',
        },
        ...optionalCategories.map((category) => ({
          title: cookieCategories[category].title[locale],
          description: cookieCategories[category].about[locale],
          linkedCategory: category,
          cookieTable: tableOf(category, locale),
        })),
        { description: `{page:${locale}}${texts.about[locale]}</a>` },
      ],
    },
  };
}

function tableOf(category: Category, locale: Locale) {
  return {
    caption: texts.tableCaption[locale],
    headers: {
      provider: texts.provider[locale],
      names: texts.names[locale],
      purpose: texts.purpose[locale],
    },
    body: inCategory(category).map(({ provider, service, names, purpose }) => ({
      provider: `${provider}: ${service}`,
      names: names.join(', '),
      purpose: purpose[locale],
    })),
  };
}
