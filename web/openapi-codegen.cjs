// Two clients from one document: the back office's operations are a module of their own, so that
// visitors of the shop do not carry them. The library's pages make their requests by themselves
// (windows of rows, changes shown before they are sent): nothing is made for them.
const isLibrary = (path) => path.startsWith('/api/v1/library/');
const isOffice = (path) => path.startsWith('/api/v1/admin/');

module.exports = {
  schemaFile: '../openapi.json',
  apiFile: './src/api/base.ts',
  apiImport: 'api',
  hooks: true,
  tag: false,
  encodePathParams: true,
  outputFiles: {
    './src/api/generated.ts': {
      exportName: 'generatedApi',
      filterEndpoints: (_name, { path }) => !isLibrary(path) && !isOffice(path),
    },
    './src/api/generatedAdmin.ts': {
      exportName: 'adminApi',
      filterEndpoints: (_name, { path }) => isOffice(path),
    },
  },
};
