declare module 'jest-axe' {
  export function axe(html: Element | string, options?: object): Promise<unknown>;
  export const toHaveNoViolations: jest.ExpectExtendMap;
}
declare namespace jest {
  interface Matchers<R> {
    toHaveNoViolations(): R;
  }
}
