/** The drawings of the three steps, as lines: a phone that says a number, one that is tapped, a screen. */

const PHONE = 'M9 5h14a3 3 0 0 1 3 3v32a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z';

const DRAWINGS = [
  `${PHONE}M11 20v8M16 20v8M21 20v8M33 17q5 7 0 14M39 12q9 12 0 24`,
  `${PHONE}M11 12h10M11 18h10M10 28h12v7H10zM27 31h14m-5-5 5 5-5 5`,
  'M4 8h40v27H4zM17 43h14M24 35v8M19 13h10v17H19zM22 26h4',
];

const SVG = 'http://www.w3.org/2000/svg';

/** @param step from 0 */
export const drawing = (step: number): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 48 48');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', DRAWINGS[step] ?? '');
  svg.append(path);
  return svg;
};
