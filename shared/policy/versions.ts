import type { consentTexts } from './consent-texts.ts';

/**
 * A version of the privacy policy (policy row P12). A larger change is announced to everybody it concerns, and may ask
 * again for a consent that rests on what it changes; a smaller one stands on the page of versions and nowhere else.
 */
export interface PolicyVersion {
  /** The day from which it is in force. A version may be listed, and announced, before that day. */
  readonly date: string;
  readonly weight: 'larger' | 'smaller';
  /** What changed, as people are told. */
  readonly summary: { readonly nb: string; readonly en: string };
  /** The consents that, from that day on, hold only if they were given to this version or a later one. */
  readonly asksAgain: readonly (keyof typeof consentTexts)[];
}

/** The versions of the policy, newest last. */
export const versions = [
  {
    date: '2021-02-19',
    weight: 'larger',
    summary: {
      nb: 'Personvernerklæringen som gjelder nå.',
      en: 'The privacy policy now in force.',
    },
    asksAgain: [],
  },
] as const satisfies readonly [PolicyVersion, ...PolicyVersion[]];

/** How a larger change is made known. ISO 8601 periods. */
export const announcing = {
  /** How long the sites show a banner, counted from the day of the announcement. */
  banner: 'P30D',
} as const;

/** The version in force on a day; before the first, the first. */
export function versionInForce(known: readonly PolicyVersion[], day: string): PolicyVersion | undefined {
  return known.findLast(({ date }) => date <= day) ?? known[0];
}

/** The newest larger change, in force or listed for a day to come. */
export function newestLarger(known: readonly PolicyVersion[]): PolicyVersion | undefined {
  return known.findLast(({ weight }) => weight === 'larger');
}
