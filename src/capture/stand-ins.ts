/** The look of what stands in place of something masked (P4) or something that cannot be shown (P6). */

const SVG = 'http://www.w3.org/2000/svg';

/** Dark for what is hidden on purpose, light for what could not be had. */
export const MASKED = 'repeating-linear-gradient(135deg,#8b95a5 0 6px,#a3acb9 6px 12px)';
export const MISSING = 'repeating-linear-gradient(135deg,#e3e6ea 0 8px,#f3f4f6 8px 16px)';

/** The attributes of a field that the browser paints, with a bar in it, and the rule for that bar. */
export const MASKED_FIELD = ' class="c-m" placeholder=" "';
export const MASKED_FIELD_RULE = `.c-m::placeholder{width:100%;opacity:1;background:${MASKED}}`;

/** The same look as a picture of its own, for where only a picture can stand. */
export const MISSING_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="${SVG}" width="16" height="16"><path fill="#f3f4f6" d="M0 0h16v16H0z"/><path fill="#e3e6ea" d="M0 0h8L0 8zM16 0v8l-8 8H0z"/></svg>`,
)}`;
