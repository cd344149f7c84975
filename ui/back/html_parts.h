/* html_parts.h: what is the same in every page of HTML. The page names both by their
 * SHA-256, in base64, so that a browser takes no other: a change to one of these texts
 * wants its new sum here. */
#ifndef MEMS_BACK_HTML_PARTS_H
#define MEMS_BACK_HTML_PARTS_H

#include "back.h"

#define HTML_STYLE_SUM "I1SgEWbbGT0pePln+3+JquPsIHPFx5FUZS+ZZdnKGEI="
#define HTML_SCRIPT_SUM "Y0BueXcRfYY8tH6xiEKfbd9pXdte0XI35yIOtsIXVII="

/* Paper is white, whatever the theme, and a step has a page to itself. */
#define HTML_STYLE "\n" \
    "html { color-scheme: light; --page: #fff; --ink: #111; --faint: #555; --line: #bbb }\n" \
    ".dark { color-scheme: dark; --page: #000; --ink: #ddd; --faint: #aaa; --line: #555 }\n" \
    "body { margin: 0 auto; max-width: 72rem; padding: 0 1rem; background: var(--page);" \
    " color: var(--ink); font: 1rem/1.5 " SVG_FONT " }\n" \
    "a { color: inherit }\n" \
    "h1 { font-size: 1.5rem; margin: 1rem 0 .5rem }\n" \
    "h2 { font-size: 1.1rem; margin: 1rem 0 .5rem }\n" \
    "h2:focus { outline: none }\n" \
    "nav ol { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 2rem }\n" \
    "figure { margin: 0 }\n" \
    "svg { display: block; width: 100%; height: auto; max-height: 75vh }\n" \
    "section { scroll-margin-top: 4.5rem }\n" \
    ".shades { position: absolute }\n" \
    ".say { max-width: 45rem; font-weight: bold; margin: .5rem 0 }\n" \
    "figcaption, footer { color: var(--faint); margin: .5rem 0 }\n" \
    "#controls { position: sticky; top: 0; padding: .5rem 0; background: var(--page);" \
    " border-bottom: 1px solid var(--line) }\n" \
    "button { font: inherit; padding: .25rem .75rem; margin: 0 .5rem .25rem 0 }\n" \
    ".one section:not(.now) { display: none }\n" \
    "@page { size: landscape; margin: 12mm }\n" \
    "@media print {\n" \
    "html { --page: #fff; --ink: #000; --faint: #333 }\n" \
    "body { max-width: none; padding: 0; print-color-adjust: exact;" \
    " -webkit-print-color-adjust: exact }\n" \
    "nav, footer, #controls { display: none }\n" \
    "section, .one section:not(.now) { display: block; break-inside: avoid }\n" \
    "section + section { break-before: page }\n" \
    "svg { max-height: 135mm }\n" \
    "}\n"

/* Shows one step, the one that the address names; keys and buttons go on from it. */
#define HTML_SCRIPT "\n" \
    "'use strict'\n" \
    "const page = document.documentElement, controls = document.getElementById('controls')\n" \
    "const steps = [...document.querySelectorAll('section')]\n" \
    "let now = 0\n" \
    "function show(to, focus) {\n" \
    "  now = Math.max(0, Math.min(steps.length - 1, to))\n" \
    "  steps.forEach((step, i) => step.classList.toggle('now', i === now))\n" \
    "  if (!focus) return\n" \
    "  history.replaceState(null, '', '#' + steps[now].id)\n" \
    "  steps[now].querySelector('h2').focus({preventScroll: page.classList.contains('one')})\n" \
    "}\n" \
    "function halt(by) {\n" \
    "  let to = now + by\n" \
    "  while (steps[to] && !steps[to].classList.contains('halt')) to += by\n" \
    "  show(to, true)\n" \
    "}\n" \
    "function all() {\n" \
    "  page.classList.toggle('one')\n" \
    "  steps[now].scrollIntoView()\n" \
    "}\n" \
    "function find() {\n" \
    "  const at = steps.findIndex(step => '#' + step.id === location.hash)\n" \
    "  if (at >= 0) show(at, false)\n" \
    "}\n" \
    "const doing = {\n" \
    "  first: () => show(0, true), last: () => show(steps.length - 1, true),\n" \
    "  back: () => show(now - 1, true), next: () => show(now + 1, true),\n" \
    "  before: () => halt(-1), after: () => halt(1), all\n" \
    "}\n" \
    "const keys = {\n" \
    "  Home: 'first', End: 'last', ArrowLeft: 'back', ArrowRight: 'next',\n" \
    "  PageUp: 'before', PageDown: 'after', a: 'all'\n" \
    "}\n" \
    "document.querySelectorAll('[hidden]').forEach(part => { part.hidden = false })\n" \
    "controls.addEventListener('click', event => doing[event.target.id]?.())\n" \
    "addEventListener('hashchange', find)\n" \
    "addEventListener('keydown', event => {\n" \
    "  const what = keys[event.key]\n" \
    "  if (!what || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return\n" \
    "  if (what !== 'all' && !page.classList.contains('one')) return\n" \
    "  event.preventDefault()\n" \
    "  doing[what]()\n" \
    "})\n" \
    "page.classList.add('one')\n" \
    "show(0, false)\n" \
    "find()\n"

#endif
