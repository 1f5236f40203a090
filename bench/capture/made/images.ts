/** A shop's long list of pictures, as photos of several sizes, and as vectors. */
import { page, times, writer } from './text.js';

const AGENCY = '/startbootstrap-agency/dist/assets/img';
const CREATIVE = '/startbootstrap-creative/dist/assets/img/portfolio/thumbnails';
const PHOTOS = [1, 2, 3, 4, 5, 6].flatMap((number) => [
  `${AGENCY}/portfolio/${number}.jpg`,
  `${CREATIVE}/${number}.jpg`,
]);
const VECTORS = ['facebook', 'google', 'ibm', 'microsoft'].map(
  (name) => `${AGENCY}/logos/${name}.svg`,
);

export const images = (count: number): string => {
  const { word, sentence, pick, below } = writer(11);
  return page({
    title: 'Images',
    style: `
ul { list-style: none; margin: 0; padding: 8px; display: grid; grid-template-columns: repeat(2, 1fr); gap: 8px; }
li { border-radius: 12px; overflow: hidden; box-shadow: 0 2px 8px #0003; background: #fff; position: relative; }
li img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; display: block; }
li:nth-child(5n) img { object-fit: contain; filter: saturate(.4); } li:nth-child(7n) { grid-column: span 2; }
li p { margin: 8px; font-size: 13px; } .price { position: absolute; top: 8px; right: 8px; background: #fffc; border-radius: 99px; padding: 0 8px; }
.logo { background: center / 60% no-repeat; height: 48px; }`,
    body: `<h1>写真</h1><ul>${times(
      count,
      (index) => `<li><img loading="lazy" alt="${word()}" src="${pick(PHOTOS)}?${index}">
<span class="price">¥${below(9000) + 100}</span><p>${sentence()}</p><div class="logo" style="background-image:url(${pick(VECTORS)})"></div></li>`,
    )}</ul>`,
  });
};
