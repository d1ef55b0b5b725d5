/**
 * The look, in tokens a page may set on the form or above it: `--kotae-accent`, `--kotae-surface`, `--kotae-text`,
 * `--kotae-quiet`, `--kotae-line`, `--kotae-radius`, `--kotae-font`. Dark where the page's `color-scheme` is.
 */
export const css = `
:host{display:block;min-width:0;max-width:100%}
:host(:not([data-shown])){position:absolute}
:host,*{box-sizing:border-box}
.box{
--accent:var(--kotae-accent,light-dark(#3b4a9f,#b4bffa));
--surface:var(--kotae-surface,light-dark(#fff,#1c1d24));
--text:var(--kotae-text,light-dark(#1d1e27,#ececf2));
--quiet:var(--kotae-quiet,light-dark(#5b5d6e,#a9abbd));
--line:var(--kotae-line,light-dark(#dcdde6,#3a3c49));
--soft:color-mix(in srgb,var(--accent) 9%,var(--surface));
margin-block:8px;border:1px solid var(--line);border-radius:var(--kotae-radius,10px);background:var(--surface);color:var(--text);
font:400 15px/1.5 var(--kotae-font,system-ui,-apple-system,"Segoe UI",Roboto,"Hiragino Sans","Yu Gothic UI","Noto Sans JP",sans-serif);
text-align:start;line-break:strict;overflow-wrap:anywhere;animation:arrive 200ms ease-out}
.box:lang(ja){line-height:1.75}
@keyframes arrive{0%{opacity:0;transform:translateY(4px)}}
[hidden]{display:none}
.unseen,.status{position:absolute;overflow:hidden;width:1px;height:1px;clip-path:inset(50%);white-space:nowrap}
.head{display:flex;align-items:center;gap:8px;padding-block:6px 2px;padding-inline:16px 6px}
.head h2{flex:1;margin:0;font-size:14px;font-weight:600;color:var(--quiet);word-break:auto-phrase}
button{min-height:40px;padding:6px 14px;border:1px solid transparent;border-radius:20px;background:none;color:inherit;font:inherit;cursor:pointer;text-align:start}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.round{display:grid;width:40px;height:40px;flex:none;padding:0;border-radius:50%;place-items:center}
.round:hover,.row:hover{background:var(--soft)}
svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-linecap:round;stroke-width:1.7;color:var(--quiet)}
ul.answers{margin:0;padding:0 6px 6px;list-style:none}
.row{display:block;width:100%;padding:8px 10px;border-radius:8px;text-align:start}
.row b{display:block;font-weight:600;color:var(--accent)}
.row span{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:2;color:var(--quiet);font-size:13px}
.row[aria-expanded=true] span{display:none}
.box,.text{position:relative}
.text{max-height:min(360px,60vh);margin:0 10px;padding:4px 0 8px;overflow-y:auto;overscroll-behavior:contain}
.text>:first-child{margin-top:0}
.text :is(p,ul,ol,blockquote,.wide){margin:8px 0}
.text :is(h3,h4,h5,h6){margin:16px 0 0;font-size:15px}
.text :is(ul,ol){padding-inline-start:1.4em}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:14px}
th,td{padding:4px 8px;border:1px solid var(--line);text-align:start}
code,pre{border-radius:4px;background:var(--soft);font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{padding:1px 4px}
pre{margin:0;padding:10px}
pre code{padding:0}
blockquote{padding-inline-start:12px;border-inline-start:3px solid var(--line)}
.picture{color:var(--quiet);font-size:13px}
a{color:var(--accent);text-underline-offset:3px}
.foot{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin:0 10px;padding:8px 0 10px;border-top:1px solid var(--line)}
.foot button{border-color:var(--line);font-weight:600;color:var(--accent)}
.foot button:hover{background:var(--soft)}
.foot a{margin-inline-start:auto;padding:4px;font-size:13px}
.quiet{margin:0;padding:4px 0;color:var(--quiet)}
.glad{margin:0;padding:12px 16px;outline-offset:-4px}
@media (forced-colors:active){.foot button,.round{border-color:ButtonText}}
@media (prefers-reduced-motion:reduce){.box{animation:none}}
@media print{:host{display:none}}
`;
