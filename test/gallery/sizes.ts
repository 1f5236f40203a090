/** The screens that the gallery shows everything on. */
export interface Size {
  name: string;
  width: number;
  height: number;
}

export const PHONE_SIZES: readonly Size[] = [
  { name: '320', width: 320, height: 568 },
  { name: '390', width: 390, height: 844 },
  { name: '430', width: 430, height: 932 },
  { name: 'landscape', width: 844, height: 390 },
];

export const DESKTOP_SIZES: readonly Size[] = [
  { name: '1280', width: 1280, height: 800 },
  { name: '1024', width: 1024, height: 768 },
];
