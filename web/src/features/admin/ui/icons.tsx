import { icon } from '@/ui/icons';

export const HomeIcon = icon(
  <path d="M4 11.200 12 4.500l8 6.700V19a1 1 0 0 1-1 1h-4.500v-5.500h-5V20H5a1 1 0 0 1-1-1v-7.800Z" />,
);
export const DiscIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <circle cx="12" cy="12" r="2.5" />
  </>,
);
export const MicIcon = icon(
  <>
    <rect x="9" y="3.500" width="6" height="10.500" rx="3" />
    <path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v2.500" />
  </>,
);
export const NoteIcon = icon(
  <>
    <path d="M9.500 17.500V5.500l9-2v12" />
    <circle cx="7" cy="17.500" r="2.500" />
    <circle cx="16" cy="15.500" r="2.500" />
  </>,
);
export const ListIcon = icon(
  <path d="M9 6.500h11M9 12h11M9 17.500h11M4.500 6.500h.01M4.500 12h.01M4.500 17.500h.01" />,
);
export const BoxIcon = icon(
  <path d="M12 3.500 4.500 7.500v9L12 20.500l7.500-4v-9L12 3.500ZM4.500 7.500 12 11.500l7.500-4M12 11.500v9" />,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.500" r="3.300" />
    <path d="M3 19.500c.6-3.600 3-5.300 6-5.300s5.400 1.700 6 5.300M15.500 5.500a3.300 3.300 0 0 1 0 6M17.500 14.700c2 .7 3.200 2.300 3.500 4.800" />
  </>,
);
export const SupportIcon = icon(
  <path d="M5.500 5h13A1.500 1.500 0 0 1 20 6.500v8a1.500 1.500 0 0 1-1.500 1.500H12l-4.500 4v-4h-2A1.500 1.500 0 0 1 4 14.500v-8A1.500 1.500 0 0 1 5.500 5ZM8.500 10.500h.01M12 10.500h.01M15.500 10.500h.01" />,
);
export const TagIcon = icon(
  <>
    <path d="M4 4.500h7.200L20 13.300a1.400 1.400 0 0 1 0 2L15.300 20a1.400 1.400 0 0 1-2 0L4 10.700V4.500Z" />
    <path d="M8.200 8.700h.01" />
  </>,
);
export const GiftIcon = icon(
  <path d="M4.500 12v7.500h15V12M3.500 8h17v4h-17V8ZM12 8v11.500M12 8S10.500 4 8.300 4a2 2 0 0 0 0 4H12Zm0 0s1.500-4 3.700-4a2 2 0 0 1 0 4H12Z" />,
);
export const ChartIcon = icon(<path d="M4 4v16h16M8 15l3.500-4.500 3 2.500L19.500 7" />);
export const CoinsIcon = icon(
  <>
    <ellipse cx="12" cy="6.500" rx="7" ry="3" />
    <path d="M5 6.500v11c0 1.700 3.100 3 7 3s7-1.300 7-3v-11M5 12c0 1.700 3.100 3 7 3s7-1.300 7-3" />
  </>,
);
export const TreeIcon = icon(
  <>
    <rect x="9" y="3.500" width="6" height="4.500" rx="1" />
    <rect x="3.500" y="16" width="6" height="4.500" rx="1" />
    <rect x="14.500" y="16" width="6" height="4.500" rx="1" />
    <path d="M12 8v4M6.500 16v-4h11v4" />
  </>,
);
export const ShieldIcon = icon(
  <path d="M12 3.500 5 6v5.500c0 4.500 2.900 7.700 7 9 4.100-1.300 7-4.500 7-9V6l-7-2.500ZM9 12l2.200 2.200L15.200 10" />,
);
export const ServerIcon = icon(
  <>
    <rect x="4" y="4" width="16" height="6.500" rx="1.500" />
    <rect x="4" y="13.500" width="16" height="6.500" rx="1.500" />
    <path d="M7.500 7.300h.01M7.500 16.800h.01M11 7.300h5M11 16.800h5" />
  </>,
);
export const KeyIcon = icon(
  <>
    <circle cx="8" cy="15.500" r="4" />
    <path d="m11 12.500 8-8M16 7.500l2.500 2.500M13.500 10l1.800 1.800" />
  </>,
);
export const WebhookIcon = icon(
  <path d="M8 8.500a4 4 0 1 1 6.800 2.900l2 3.600M6.500 13A4 4 0 1 0 11 16.500h5.500M17 20a3.500 3.500 0 1 0 0-7" />,
);
export const MailIcon = icon(
  <>
    <rect x="3.500" y="5.500" width="17" height="13" rx="1.500" />
    <path d="m4 7 8 6 8-6" />
  </>,
);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M3.500 12h17M12 3.500c2.500 2.500 3.500 5.300 3.500 8.500s-1 6-3.500 8.500c-2.500-2.500-3.500-5.300-3.500-8.500s1-6 3.500-8.500Z" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M12 7.500V12l3 2" />
  </>,
);
export const CalendarIcon = icon(
  <>
    <rect x="4" y="5.500" width="16" height="14.500" rx="1.500" />
    <path d="M4 10h16M8.500 3.500v4M15.500 3.500v4" />
  </>,
);
export const AlertIcon = icon(<path d="M12 4 3 19.500h18L12 4ZM12 10v4.500M12 17.200h.01" />);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M12 11v5M12 8h.01" />
  </>,
);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const SidebarIcon = icon(
  <>
    <rect x="3.500" y="5" width="17" height="14" rx="2" />
    <path d="M9.500 5v14" />
  </>,
);
export const ShopIcon = icon(
  <path d="M5 10.500V20h14v-9.500M3.500 9.500 5 4.500h14l1.500 5a2.600 2.600 0 0 1-4.300 1.500 2.800 2.800 0 0 1-4.200 0 2.800 2.800 0 0 1-4.200 0 2.600 2.600 0 0 1-4.300-1.500ZM10 20v-5h4v5" />,
);
export const FilterIcon = icon(<path d="M4 6h16l-6.200 7v6l-3.600-2v-4L4 6Z" />);
export const ColumnsIcon = icon(
  <>
    <rect x="4" y="5" width="16" height="14" rx="1.500" />
    <path d="M9.500 5v14M14.500 5v14" />
  </>,
);
export const RowsIcon = icon(<path d="M4 6h16M4 10h16M4 14h16M4 18h16" />);
export const UploadIcon = icon(
  <path d="M12 15.500V4.500m0 0L7.500 9M12 4.500 16.500 9M5 19.500h14" />,
);
export const EditIcon = icon(
  <path d="M4.500 19.500 5.500 15 15.800 4.700a1.500 1.500 0 0 1 2.100 0l1.400 1.400a1.500 1.500 0 0 1 0 2.100L9 18.500l-4.500 1ZM13.500 7l3.500 3.500" />,
);
export const BookmarkIcon = icon(<path d="M7 4h10v16.500l-5-4-5 4V4Z" />);
export const PrintIcon = icon(
  <path d="M7.500 9V4h9v5M7.500 16H5a1.500 1.500 0 0 1-1.500-1.500v-4A1.500 1.500 0 0 1 5 9h14a1.500 1.500 0 0 1 1.500 1.500v4A1.500 1.500 0 0 1 19 16h-2.500M7.500 13.500h9v6.500h-9v-6.500Z" />,
);
export const RefundIcon = icon(<path d="M4 9h11a5 5 0 0 1 0 10H9M4 9l4-4M4 9l4 4" />);
