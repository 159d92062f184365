import type { Line } from './line.ts';
import type { Stage } from './tell-story.ts';
import { COLUMNS, paint } from './timeline.ts';

/** A stage on a stream that also keeps what is to be drawn. */
export interface RecordedStage extends Stage {
  readonly drawn: readonly Line[];
  /** Shows nothing from now on. */
  close(): void;
}

const ERASE_LINE = '\r\u001B[2K';

/** Shows lines as they come; what goes on meanwhile only on a terminal, which can take it back. */
export function stageOn(stream: NodeJS.WriteStream): RecordedStage {
  const drawn: Line[] = [];
  const takeBack = stream.isTTY ? ERASE_LINE : '';
  let isOpen = true;
  return {
    drawn,
    show(line) {
      if (!isOpen) return;
      stream.write(`${takeBack}${paint(line, stream)}\n`);
    },
    draw(line) {
      drawn.push(line);
    },
    meanwhile(text) {
      if (!isOpen || !stream.isTTY) return;
      const doing = { text: `  … ${text}`.slice(0, COLUMNS), tone: 'quiet' } as const;
      stream.write(`${takeBack}${paint([doing], stream)}`);
    },
    close() {
      if (isOpen) stream.write(takeBack);
      isOpen = false;
    },
  };
}
