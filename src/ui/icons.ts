/** The icons that our pages use, by what they stand for; drawn by Lucide. */
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronLeft from '@lucide/svelte/icons/chevron-left';
import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import Languages from '@lucide/svelte/icons/languages';
import LogOut from '@lucide/svelte/icons/log-out';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Minus from '@lucide/svelte/icons/minus';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import PhoneOff from '@lucide/svelte/icons/phone-off';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Trash from '@lucide/svelte/icons/trash-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import ZoomIn from '@lucide/svelte/icons/zoom-in';

export const ICONS = {
  phone: Phone,
  'phone-screen': Smartphone,
  'hang-up': PhoneOff,
  back: ChevronLeft,
  down: ChevronDown,
  minimise: Minus,
  notes: NotebookPen,
  say: MessageCircle,
  copy: Copy,
  save: Download,
  bin: Trash,
  zoom: ZoomIn,
  alert: TriangleAlert,
  done: Check,
  pen: Pencil,
  leave: LogOut,
  language: Languages,
} as const;

export type IconName = keyof typeof ICONS;
