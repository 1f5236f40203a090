/** The icons that our pages use, by what they stand for; drawn by Lucide. */
import Bell from '@lucide/svelte/icons/bell';
import BellOff from '@lucide/svelte/icons/bell-off';
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronLeft from '@lucide/svelte/icons/chevron-left';
import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import ExternalLink from '@lucide/svelte/icons/external-link';
import Grip from '@lucide/svelte/icons/grip-vertical';
import Image from '@lucide/svelte/icons/image';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Languages from '@lucide/svelte/icons/languages';
import LogOut from '@lucide/svelte/icons/log-out';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Maximize from '@lucide/svelte/icons/maximize-2';
import Minus from '@lucide/svelte/icons/minus';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import PhoneOff from '@lucide/svelte/icons/phone-off';
import PictureInPicture from '@lucide/svelte/icons/picture-in-picture-2';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Trash from '@lucide/svelte/icons/trash';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';

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
  larger: ZoomIn,
  smaller: ZoomOut,
  picture: Image,
  open: ExternalLink,
  keys: Keyboard,
  bell: Bell,
  'bell-off': BellOff,
  grip: Grip,
  float: PictureInPicture,
  dock: Maximize,
  alert: TriangleAlert,
  done: Check,
  pen: Pencil,
  leave: LogOut,
  language: Languages,
} as const;

export type IconName = keyof typeof ICONS;
