import { route, type Route } from '@/lib/route';

export const supportRoutes: Route[] = [
  route('/help', () => import('./HelpPage')),
  route('/help/new', () => import('./AskPage')),
  route('/help/:id', () => import('./ConversationPage')),
];
