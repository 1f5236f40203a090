/** Onto a canvas, since a page's policy may forbid images from `blob:` and `data:`. */
export type DrawInto = typeof drawInto;

export const drawInto = async (
  canvas: HTMLCanvasElement,
  image: Blob,
  width = Infinity,
): Promise<void> => {
  const picture = await createImageBitmap(image);
  const scale = Math.min(1, width / picture.width);
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
};
