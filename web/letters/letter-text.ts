import type { Block, LetterContent } from './letter-content.ts';

/** A letter as plain text: each link on a line of its own, where no mail program breaks it. */
export function letterText({ blocks, foot }: LetterContent): string {
  return `${[...blocks.map(textOf), '———', ...foot.map(textOf)].join('\n\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.block) {
    case 'paragraph':
      return block.words;
    case 'button':
    case 'link':
      return `${block.words}:\n${block.link}`;
    case 'list':
      return block.items.map((item) => `* ${item}`).join('\n');
    case 'facts':
      return block.facts.map(({ name, value }) => `${name}:\n${value}`).join('\n\n');
  }
}
