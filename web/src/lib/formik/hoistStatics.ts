/** Copies nothing: the components Formik would wrap have no statics. See `clone.ts`. */
export default function hoistStatics<T>(target: T): T {
  return target;
}
