/** What a piece of text is, for whoever paints it: a terminal or a picture of one. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'time' | 'rule' | 'good' | 'bad';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One line of output. */
export type Line = readonly Span[];

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Breaks text at spaces so that no line is longer than `width`, unless one word is. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line === '') {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}
