/**
 * Runs in the pages of our sites, after the library `CookieConsent`: asks the visitor, or takes the browser's Global
 * Privacy Control for a no, keeps the choice in the browser's own storage, and records it with us. It reads nothing of
 * the visitor and sends nothing but the choice. `config` is made in cookie-choice-script.ts.
 */
export function askForCookies(config) {
  const { CookieConsent, document, localStorage, navigator } = window;
  const origin = new URL(document.currentScript.src).origin;
  const isRefusedByBrowser = navigator.globalPrivacyControl === true;

  // A choice from before the signal gives way to it; one that was made knowing of it stays.
  function forgetOlderChoice() {
    try {
      const kept = JSON.parse(localStorage.getItem(config.name) || '{}');
      if (!kept.data || kept.data.gpc !== true) localStorage.removeItem(config.name);
    } catch {
      // No storage, or not ours: then there is no choice either.
    }
  }

  // A category counts as accepted when nothing of it was refused.
  function choices() {
    const { acceptedCategories, rejectedServices } = CookieConsent.getUserPreferences();
    const isAccepted = (category) =>
      acceptedCategories.includes(category) && rejectedServices[category].length === 0;
    return { analytics: isAccepted('analytics'), marketing: isAccepted('marketing') };
  }

  let isAsked = !isRefusedByBrowser;

  function record() {
    if (isRefusedByBrowser) CookieConsent.setCookieData({ value: { gpc: true } });
    const choice = isAsked
      ? { choices: choices(), overridesGpc: isRefusedByBrowser }
      : { choices: { analytics: false, marketing: false } };
    window
      .fetch(`${origin}/api/cookie-choices`, {
        method: 'POST',
        credentials: 'omit',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ policyVersion: config.policyVersion, ...choice }),
      })
      .catch(() => {
        // The choice holds in this browser, whether or not we could be reached.
      });
  }

  function withPatterns(names) {
    return names.map((name) => ({
      name: name.endsWith('*') ? new RegExp(`^${name.slice(0, -1)}`) : name,
    }));
  }

  function categories() {
    const optional = Object.entries(config.services).map(([category, services]) => [
      category,
      {
        services: Object.fromEntries(
          services.map(({ id, label, names }) => [id, { label, cookies: withPatterns(names) }]),
        ),
      },
    ]);
    return { necessary: { enabled: true, readOnly: true }, ...Object.fromEntries(optional) };
  }

  function translations() {
    const page = (language) => `<a href="${origin}/privacy/cookies?locale=${language}">`;
    const filled = JSON.stringify(config.translations, (key, value) =>
      typeof value === 'string'
        ? value.replace('{page:nb}', page('nb')).replace('{page:en}', page('en'))
        : value,
    );
    const { nb, en } = JSON.parse(filled);
    if (isRefusedByBrowser) {
      nb.preferencesModal.sections[0].description = config.gpcNotice.nb;
      en.preferencesModal.sections[0].description = config.gpcNotice.en;
    }
    return { nb, no: nb, nn: nb, en };
  }

  async function ask() {
    if (isRefusedByBrowser) forgetOlderChoice();
    await CookieConsent.run({
      revision: config.revision,
      autoShow: !isRefusedByBrowser,
      hideFromBots: false,
      cookie: { name: config.name, expiresAfterDays: config.days, useLocalStorage: true },
      guiOptions: {
        consentModal: { layout: 'box', position: 'bottom right', equalWeightButtons: true },
        preferencesModal: { layout: 'box', equalWeightButtons: true },
      },
      categories: categories(),
      language: { default: 'nb', autoDetect: 'document', translations: translations() },
      onFirstConsent: record,
      onChange: record,
    });
    if (isRefusedByBrowser && !CookieConsent.validConsent()) CookieConsent.acceptCategory([]);
    isAsked = true;
  }

  // With the style or without: the question must be asked.
  function begin() {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = `${origin}/cookie-choice.css`;
    style.addEventListener('load', () => void ask());
    style.addEventListener('error', () => void ask());
    document.head.append(style);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
