/**
 * What cookies are for (policy row P4). `necessary` is what a page cannot do without and needs no yes; the others are
 * refused until a visitor accepts them.
 */
export const cookieCategories = {
  necessary: {
    title: { nb: 'Nødvendige', en: 'Necessary' },
    about: {
      nb: 'Husker bare hva du har valgt her. De sier ikke hvem du er, og kan ikke slås av.',
      en: 'They remember what you chose here and nothing else. They do not say who you are, and cannot be turned off.',
    },
  },
  analytics: {
    title: { nb: 'Analyse', en: 'Analytics' },
    about: {
      nb: 'Viser oss hvordan nettstedene brukes, så vi kan gjøre dem bedre og finne feil.',
      en: 'They show us how the sites are used, so that we can improve them and find faults.',
    },
  },
  marketing: {
    title: { nb: 'Markedsføring', en: 'Marketing' },
    about: {
      nb: 'Lar Facebook og LinkedIn kjenne igjen nettleseren din, så annonsene våre kan vises og måles der.',
      en: 'They let Facebook and LinkedIn recognise your browser, so that our advertisements can be shown and measured there.',
    },
  },
} as const satisfies Record<
  string,
  {
    readonly title: { readonly nb: string; readonly en: string };
    readonly about: { readonly nb: string; readonly en: string };
  }
>;

/** The categories that a visitor may accept. */
export const optionalCategories = ['analytics', 'marketing'] as const;
export type OptionalCategory = (typeof optionalCategories)[number];

/** The third-party cookies of policy row P4; `*` stands for any end of a name. All are refused until their category is accepted. */
export const cookies = [
  {
    id: 'application-insights',
    provider: 'Microsoft',
    service: 'Azure Application Insights',
    category: 'analytics',
    names: ['ai_user', 'ai_session'],
    purpose: {
      nb: 'Teller besøk og viser hvor sidene er trege eller svikter.',
      en: 'Counts visits and shows where pages are slow or fail.',
    },
  },
  {
    id: 'google-analytics',
    provider: 'Google',
    service: 'Google Analytics',
    category: 'analytics',
    names: ['_ga', '_ga_*'],
    purpose: {
      nb: 'Viser hvilke sider som leses, og hvor besøkende kommer fra.',
      en: 'Shows which pages are read, and where visitors come from.',
    },
  },
  {
    id: 'facebook-pixel',
    provider: 'Meta',
    service: 'Facebook Pixel',
    category: 'marketing',
    names: ['_fbp'],
    purpose: {
      nb: 'Viser om annonsene våre på Facebook fører til besøk.',
      en: 'Shows whether our advertisements on Facebook lead to visits.',
    },
  },
  {
    id: 'mouseflow',
    provider: 'Mouseflow',
    service: 'Mouseflow',
    category: 'analytics',
    names: ['mf_user', 'mf_*'],
    purpose: {
      nb: 'Viser hvordan besøkende beveger seg på en side, og hvor de står fast.',
      en: 'Shows how visitors move about a page, and where they get stuck.',
    },
  },
  {
    id: 'linkedin-conversions',
    provider: 'LinkedIn',
    service: 'LinkedIn Conversion Tracking',
    category: 'marketing',
    names: ['li_sugr', 'bcookie', 'UserMatchHistory'],
    purpose: {
      nb: 'Viser om annonsene våre på LinkedIn fører til besøk.',
      en: 'Shows whether our advertisements on LinkedIn lead to visits.',
    },
  },
] as const satisfies readonly {
  readonly id: string;
  readonly provider: string;
  readonly service: string;
  readonly category: OptionalCategory;
  readonly names: readonly string[];
  readonly purpose: { readonly nb: string; readonly en: string };
}[];

/** Where a visitor's own browser keeps the choice, under which name, and for how long: as a period, and as days. */
export const keptChoice = { name: 'cookie-choice', period: 'P6M', days: 182 } as const;

/** What we say of Global Privacy Control (GPC, `/.well-known/gpc.json`): we honour it; since when that is so. */
export const gpcSupport = { gpc: true, lastUpdate: '2026-11-22' } as const;
