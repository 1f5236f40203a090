/** Both html2canvas crop what they paint to a rectangle of the document. */
import { canvasColor, viewNow } from './view.js';

export const options = () => {
  const { density, ...crop } = viewNow();
  return {
    ...crop,
    scale: density,
    backgroundColor: canvasColor(),
    // Where fixed elements are, and which media queries hold, in its copy of the page.
    scrollX,
    scrollY,
    windowWidth: document.documentElement.clientWidth,
    windowHeight: innerHeight,
    // For pictures from other hosts that allow it.
    useCORS: true,
    // A missing picture is no reason to wait for 15 s.
    imageTimeout: 5000,
    logging: false,
  };
};
