import type { Locale } from '../../shared/policy/register.ts';

/** A letter in one language, before it becomes text and HTML: both say the same because both are made of this. */
export interface LetterContent {
  readonly locale: Locale;
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Who writes, and the way out: below everything else. */
  readonly foot: readonly Block[];
}

export type Block =
  | { readonly block: 'paragraph'; readonly words: string }
  /** The one thing the letter is about. */
  | { readonly block: 'button'; readonly words: string; readonly link: string }
  | { readonly block: 'link'; readonly words: string; readonly link: string }
  | { readonly block: 'list'; readonly items: readonly string[] }
  | { readonly block: 'facts'; readonly facts: readonly Fact[] };

/** A word and what it stands for; `code`: to be typed as it is. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly code?: true;
}

export function paragraph(words: string): Block {
  return { block: 'paragraph', words };
}
