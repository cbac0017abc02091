import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** One page: its path, and its code, fetched when somebody goes there. */
export type Route = { path: string; Page: LazyExoticComponent<ComponentType> };

/** `route('/albums', () => import('./AlbumsPage'))`: the module's default export is the page. */
export function route(path: string, load: () => Promise<{ default: ComponentType }>): Route {
  return { path, Page: lazy(load) };
}
