import type { ConsentDocument } from '../domain/document.ts';
import type { Holdings, Stored } from '../ports.ts';

/** The person's consent to Markedsnyheter, in whatever state; there is one at most. */
export function consentIn({ records }: Pick<Holdings, 'records'>): Stored<ConsentDocument> | undefined {
  for (const { document, etag } of records) {
    if (document.kind === 'consent') return { document, etag };
  }
  return undefined;
}
