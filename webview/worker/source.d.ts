/** The bundled text of `worker.ts`, put in place by the build. */
declare module 'worker:source' {
  const source: string;
  export default source;
}
