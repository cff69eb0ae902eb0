#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'scripts', 'main.js');
if (existsSync(main)) {
  require(main);
} else {
  console.error('sentinel-rules is not built yet: run `npm run build` in its folder first.');
  process.exitCode = 2;
}
