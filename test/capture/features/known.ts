/** Boxes that are not faithful in Chromium, and why. */
import type { KnownBoxes } from './judge.js';

const SCROLLBARS =
  'an SVG image scrolls nothing, so that the thumb of a native scrollbar stands at its start';
const CONTROLS = "the browser's own controls of media are in no tree that can be read";
const POPOVER =
  'in which order popovers were opened cannot be read, and each veils those before it';
const MOTION = 'only animations of elements of HTML are frozen so far';
const FRAME = 'a turned frame is a picture within the picture, turned as pixels';
const QUIRKS = "a part of the quirks mode's line heights and frames is not written down yet";
const FONTAPI = 'a font that a script made has no source that can be read';
const WEBGL = 'the drawing buffer is empty after it was shown, unless the page asked to keep it';
const SELECTION = 'what is selected is drawn by the browser alone';
const CLOSED = 'a closed shadow root cannot be read';
const FORM = "the browser draws this control's state from what no attribute says";

export const KNOWN: KnownBoxes = {
  'animation-of-pseudo-elements': { because: MOTION },
  'audio-controls': { because: CONTROLS },
  'canvas-webgl': { because: WEBGL },
  'font-by-api-buffer': { reported: 'font', because: FONTAPI },
  'font-by-api-url': { reported: 'font', because: FONTAPI },
  'frame-transformed': { because: FRAME },
  'popover-default': { because: POPOVER },
  'popover-manual': { because: POPOVER },
  'popover-page': { because: POPOVER },
  'quirks-frames-and-rules': { because: QUIRKS },
  'quirks-unclosed': { because: QUIRKS },
  'ranges-styled': { because: FORM },
  'scrollbars-both': { because: SCROLLBARS },
  'scrollbars-classic': { because: SCROLLBARS },
  'scrollbars-dark': { because: SCROLLBARS },
  'scrollbars-gutter': { because: SCROLLBARS },
  // How far each is scrolled depends on the fonts of the machine.
  'scrollbars-in-fields': { because: SCROLLBARS, flaky: true },
  'scrollbars-of-a-frame': { because: SCROLLBARS },
  'scrollbars-styled': { because: SCROLLBARS },
  'select-base-appearance': { because: FORM },
  selection: { because: SELECTION },
  'selection-and-highlights': { because: SELECTION },
  'shadow-closed': { reported: 'other', because: CLOSED },
  'shadow-keyframes-and-fonts': { because: MOTION },
  'svg-css-animation': { because: MOTION },
  'svg-smil': { because: MOTION },
  'user-size-controls': { because: FORM },
  'video-controls': { because: CONTROLS },
  'video-poster': { because: CONTROLS },
};
