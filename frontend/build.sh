#!/bin/sh
# Build crossing/govuk/static/govuk/app.css and app.js. The results are committed: neither running nor
# testing needs Node. Run again after a change here:  cd frontend && ./build.sh
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --silent
out=../crossing/govuk/static/govuk
version() { node -p "require('./node_modules/$1/package.json').version"; }
header="Built by frontend/build.sh from govuk-frontend $(version govuk-frontend) (MIT, copyright 2017 Crown, Government Digital Service), sass $(version sass), esbuild $(version esbuild). Do not edit."
node_modules/.bin/sass --quiet-deps --no-source-map --no-charset --style=compressed --load-path=node_modules app.scss "$out/app.css.tmp"
{ printf '/* %s */\n' "$header"; cat "$out/app.css.tmp"; } > "$out/app.css"
rm "$out/app.css.tmp"
node_modules/.bin/esbuild app.js --bundle --minify --format=esm --target=es2020 --legal-comments=none \
  --banner:js="/* $header */" --outfile="$out/app.js" --log-level=warning
