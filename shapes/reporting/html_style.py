"""The style of the HTML report: light and dark, with filters that need no script."""

STYLE = """
:root { color-scheme: light dark;
  --page: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #8c959f; --box: #f6f8fa;
  --violation: #b3131c; --warning: #8a5300; --info: #0b5cad; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root {
  --page: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --line: #6e7681; --box: #161b22;
  --violation: #ff8d86; --warning: #e0ac4a; --info: #79b8ff; --link: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
a { color: var(--link); } p { margin: .25rem 0; }
.verdict { font-weight: 600; } .fail { color: var(--violation); } .soft { color: var(--soft); }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 1rem 0; padding: .25rem .75rem; }
label { display: inline-flex; align-items: center; gap: .4rem; margin-right: 1.25rem; min-height: 2rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .75rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; background: var(--box); border-radius: .4rem; }
summary h2 { display: inline; font-size: 1.05rem; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
ol { list-style: none; margin: 0; padding: 0; }
li.finding { border-top: 1px solid var(--line); padding: .6rem .75rem .6rem 1rem; border-left: .35rem solid; }
li.violation { border-left-color: var(--violation); } li.warning { border-left-color: var(--warning); }
li.info { border-left-color: var(--info); }
.severity { font-weight: 600; } .violation .severity { color: var(--violation); }
.warning .severity { color: var(--warning); } .info .severity { color: var(--info); }
code, pre { font: .875rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--box); padding: .4rem .6rem; margin: .4rem 0; overflow-x: auto; }
.more { padding: .6rem 1rem; border-top: 1px solid var(--line); }
body:has(#show-violation:not(:checked)) li.violation, body:has(#show-warning:not(:checked)) li.warning,
body:has(#show-info:not(:checked)) li.info { display: none; }
@media print { fieldset { display: none; } details::details-content { content-visibility: visible; display: block; } }
"""
