import { colours } from '../style/colours.ts';
import { libraryFiles } from './library-files.ts';

/**
 * The library's own style, and our colours over it. The sites are light, so the question is. A switch is 24 px high, the
 * least that WCAG 2.2 (2.5.8) asks for; the library's is 23.
 */
export function cookieChoiceStyle(): string {
  const { light } = colours;
  return `${libraryFiles.style}
#cc-main {
  --cc-font-family: inherit;
  --cc-modal-border-radius: 0.875rem;
  --cc-btn-border-radius: 0.625rem;
  --cc-bg: ${light.card};
  --cc-primary-color: ${light.ink};
  --cc-secondary-color: ${light.soft};
  --cc-btn-primary-bg: ${light.accent};
  --cc-btn-primary-border-color: ${light.accent};
  --cc-btn-primary-color: ${light['on-accent']};
  --cc-btn-primary-hover-bg: ${light.ink};
  --cc-btn-primary-hover-border-color: ${light.ink};
  --cc-btn-primary-hover-color: ${light['on-accent']};
  --cc-toggle-on-bg: ${light.accent};
  --cc-footer-color: ${light.soft};
}
#cc-main .section__toggle { height: 24px; }
`;
}
