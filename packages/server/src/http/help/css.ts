/** The look of the help centre; colours and sizes are the tokens' (see `sdk/theme`). */
export const css = `
*,*::before,*::after{box-sizing:border-box}
html{font:400 1rem/1.5 var(--font);color:var(--text);background:var(--surface-0);-webkit-text-size-adjust:100%;scroll-padding-top:24px;overflow-wrap:break-word}
:lang(ja){line-height:1.75;line-break:strict;text-spacing-trim:trim-start}
h1:lang(ja),h2:lang(ja),h3:lang(ja),button:lang(ja),.articles a:lang(ja){word-break:auto-phrase}
:lang(ja) em,:lang(ja) i{font-style:normal;font-weight:600}
body{margin:0;min-height:100vh}
h1,h2,h3,h4,h5,h6{font-weight:600;line-height:1.3;margin:0;text-wrap:balance}
h1:lang(ja),h2:lang(ja),h3:lang(ja),h4:lang(ja){line-height:1.45}
h1{font-size:var(--text-28)}
h2{font-size:var(--text-20)}
h3,h4,h5,h6{font-size:var(--text-16)}
p,ul,ol,dl,pre,table,figure,blockquote{margin:0}
strong,b,th{font-weight:600}
a{color:var(--accent-ink);text-decoration-thickness:1px;text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:var(--radius-tight)}
main:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:var(--text-quiet)}
.skip{position:absolute;left:16px;top:-80px;z-index:1;padding:8px 16px;background:var(--accent);color:var(--accent-text);border-radius:var(--radius-control)}
.skip:focus{top:12px}

.top{border-bottom:1px solid var(--line)}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:8px 24px;max-width:1120px;margin:0 auto;padding:12px 24px;min-height:64px}
.brand{margin-inline-end:auto;color:var(--text);text-decoration:none;font-weight:600;padding:8px 0}
.brand .site+span{color:var(--text-quiet);font-weight:400;margin-inline-start:8px}
.brand:hover{text-decoration:underline}
.languages a{display:inline-block;padding:8px 0;color:var(--text-quiet);font-size:var(--text-14)}

.search{display:flex;gap:8px}
.search input{flex:1;min-width:0;height:40px;padding:0 12px;font:inherit;color:var(--text);background:var(--surface-0);border:1px solid var(--edge);border-radius:var(--radius-control);appearance:none}
.search input::placeholder{color:var(--text-quiet);opacity:1}
.search button{flex:none;height:40px;padding:0 16px;font:inherit;font-weight:600;color:var(--accent-text);background:var(--accent);border:1px solid transparent;border-radius:var(--radius-control);cursor:pointer}
.search button:hover{filter:brightness(1.08)}
.search.small{width:320px}
.search.large{max-width:560px}
.search.large input,.search.large button{height:48px}
.search.large input{padding:0 16px}

.hero{padding:64px 24px 48px;background:var(--surface-1)}
.hero h1{text-align:center;margin-bottom:24px}
.hero .search{margin:0 auto}
.wide{max-width:1120px;margin:0 auto;padding:48px 24px 96px;display:grid;gap:48px}
.wide h2{margin-bottom:16px}
.column{max-width:calc(68ch + 48px);margin:0 auto;padding:32px 24px 96px}
.column:lang(ja){max-width:calc(42em + 48px)}
.column>h1{margin-bottom:24px}

.articles{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:12px}
.articles a{display:inline-block;padding:2px 0}
.articles p{color:var(--text-quiet);font-size:var(--text-14)}
.popular .articles{grid-template-columns:repeat(auto-fill,minmax(min(320px,100%),1fr));gap:16px 32px}
.popular .articles a{font-weight:600}
.topics{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(288px,100%),1fr));gap:40px 32px}
.topic h3{margin-bottom:8px}
.topic .articles{gap:4px}
.topic .articles a,.related .articles a{padding:4px 0}
.topic .articles a{text-decoration:none}
.topic .articles a:hover{text-decoration:underline}
.topic p{margin-top:8px}
.more{font-size:var(--text-14);color:var(--text-quiet)}
.pages{display:flex;gap:24px;margin-top:32px}

.crumbs{font-size:var(--text-14);margin-bottom:16px}
.crumbs ol{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:0 8px}
.crumbs li+li::before{content:"/" / "";color:var(--text-quiet);margin-inline-end:8px}
.crumbs a{color:var(--text-quiet);display:inline-block;padding:4px 0}
.with-contents{display:grid;grid-template-columns:minmax(0,1fr);max-width:calc(68ch + 48px);margin:0 auto;padding:32px 24px 96px}
.with-contents:lang(ja){max-width:calc(42em + 48px)}
.contents{display:none}
.contents ol,.contents-small ol{list-style:none;padding:0}
.contents li.level-3,.contents-small li.level-3{padding-inline-start:16px}
.contents a,.contents-small a{display:block;padding:4px 0;color:var(--text-quiet);text-decoration:none}
.contents a:hover,.contents-small a:hover{color:var(--accent-ink);text-decoration:underline}
.contents-small{margin-bottom:32px;padding:8px 16px;background:var(--surface-1);border-radius:var(--radius-card)}
.contents-small summary{cursor:pointer;font-weight:600;padding:4px 0}
@media (min-width:1080px){
.with-contents,.with-contents:lang(ja){grid-template-columns:minmax(0,1fr) 240px;gap:72px;max-width:1120px}
.with-contents article{max-width:68ch}
.with-contents article:lang(ja){max-width:42em}
.contents{display:block;position:sticky;top:32px;align-self:start;max-height:calc(100vh - 64px);overflow-y:auto;font-size:var(--text-14);padding-top:52px}
.contents p{font-weight:600;margin-bottom:8px}
.contents-small{display:none}
}
.lead{margin:12px 0 32px;color:var(--text-quiet);font-size:1.0625rem}
.updated{margin-top:48px;color:var(--text-quiet);font-size:var(--text-14)}
.related{margin-top:32px;padding-top:32px;border-top:1px solid var(--line)}
.related h2{font-size:var(--text-16);margin-bottom:12px}
.related .articles{gap:0}
.ask{margin-top:32px;padding:16px;background:var(--surface-1);border-radius:var(--radius-card);font-size:var(--text-14)}
.wide .ask{margin:0;justify-self:start}
@media (scripting:none){.ask{display:none}}
.ask p{color:var(--text-quiet)}
.ask strong{color:var(--text)}

.helpful{margin-top:32px;padding-top:24px;border-top:1px solid var(--line)}
.helpful:focus{outline:none}
.helpful h2{font-size:var(--text-16);margin-bottom:12px}
.say{display:flex;flex-wrap:wrap;gap:8px}
.say label,.say textarea,.say p{flex-basis:100%}
.say textarea{width:100%;padding:8px 12px;font:inherit;color:var(--text);background:var(--surface-0);border:1px solid var(--edge);border-radius:var(--radius-control);resize:vertical}
.say .quiet{font-size:var(--text-14)}
.helpful p+.say{margin-top:16px}
.say button,.theme button{min-height:40px;padding:0 16px;font:inherit;color:var(--text);background:var(--surface-0);border:1px solid var(--edge);border-radius:var(--radius-control);cursor:pointer}
.say button:hover,.theme button:hover{background:var(--surface-2)}

.foot{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:12px 24px;max-width:1120px;margin:0 auto;padding:24px;border-top:1px solid var(--line);font-size:var(--text-14);color:var(--text-quiet)}
.foot a{color:var(--text-quiet);display:inline-block;padding:8px 0}
.theme{display:flex;flex-wrap:wrap;gap:4px}
.theme button{min-height:36px;padding:0 12px;font-size:var(--text-14);border-color:transparent;color:var(--text-quiet)}
.theme button[aria-pressed=true]{border-color:var(--edge);color:var(--text);font-weight:600}

.content{font-size:1.0625rem}
.content>*+*{margin-top:1em}
.content h2{margin-top:2em;scroll-margin-top:24px}
.content h3,.content h4,.content h5,.content h6{margin-top:1.6em;font-size:1.0625rem}
.content>:first-child{margin-top:0}
.content li>p+p,.content li>ul,.content li>ol,.content blockquote>*+*,.content details>*+*{margin-top:.5em}
.content ul,.content ol{padding-inline-start:1.5em}
.content li+li{margin-top:.375em}
.content li::marker{color:var(--text-quiet)}
.content img{max-width:100%;height:auto;border-radius:var(--radius-control)}
.content code,.content kbd{font-family:var(--mono);font-size:.9em;padding:.1em .3em;background:var(--surface-2);border-radius:var(--radius-tight)}
.content kbd{border:1px solid var(--edge);border-bottom-width:2px}
.content pre{padding:12px 16px;background:var(--surface-1);border:1px solid var(--line);border-radius:var(--radius-control);overflow-x:auto;line-height:1.5;font-size:var(--text-14)}
.content pre code{padding:0;background:none;font-size:inherit;overflow-wrap:normal}
.content blockquote{padding-inline-start:16px;border-inline-start:3px solid var(--line);color:var(--text-quiet)}
.content hr{border:0;border-top:1px solid var(--line);margin:2em 0}
.content .scroll{overflow-x:auto}
.content table{border-collapse:collapse;width:100%;font-size:var(--text-14);line-height:1.5}
.content th,.content td{padding:8px 12px;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
.content th{border-bottom-color:var(--edge);white-space:nowrap}
.content th:first-child,.content td:first-child{padding-inline-start:0}
.content details{padding:8px 16px;background:var(--surface-1);border-radius:var(--radius-control)}
.content summary{cursor:pointer;font-weight:600}

.results{list-style:none;padding:0;grid-template-columns:minmax(0,1fr);overflow-wrap:anywhere;margin-top:16px;display:grid;gap:24px}
.results a{font-weight:600}
.results p{color:var(--text-quiet);font-size:var(--text-14)}
.results .heading{color:var(--text)}
.tag{display:inline-block;margin-inline-start:8px;padding:0 8px;font-size:var(--text-12);color:var(--text-quiet);background:var(--surface-2);border-radius:var(--radius-tight)}
.column .search.large{margin-bottom:24px}
.column p+search .search{margin-top:24px}

@media (max-width:720px){
.bar{padding:8px 16px;gap:0 16px}
.bar search{order:3;flex-basis:100%;min-width:0;padding-bottom:8px}
.search.small{width:100%}
.hero{padding:40px 16px 32px}
.wide{padding:32px 16px 96px;gap:40px}
.column,.with-contents{padding:16px 16px 96px}
.foot{padding:16px 16px 96px}
h1{font-size:1.5rem}
.search.small input,.search.small button{height:44px}
}
@media print{
:root,:root[data-theme]{--text:#000;--text-quiet:#444;--accent-ink:#000;--surface-0:#fff;--surface-1:#fff;--surface-2:#fff;--line:#999;--edge:#999;color-scheme:light}
.top,.contents,.contents-small,.ask,.related,.helpful,.foot,.skip{display:none}
.column,.with-contents,.with-contents article{display:block;max-width:none;padding:0}
.content a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}
.content pre,.content table,.content img,.content blockquote{break-inside:avoid}
h2,h3,h4{break-after:avoid}
}
`;
