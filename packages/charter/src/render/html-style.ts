/**
 * The one style of the HTML charter: paper on a bed, after the reference picture; A4 when printed; stacked rows under
 * 700 px. A constant: its hash goes into the content-security policy.
 */

/** Column widths in percent, as classes, since a strict policy forbids style attributes. */
const WIDTHS = Array.from({ length: 98 }, (_, index) => `.w${index + 2}{width:${index + 2}%}`).join('');

export const HTML_STYLE = `
:root{color-scheme:light;--ink:#17191d;--soft:#5a5f68;--mid:#3b4048;--line:#d5d8dd;--hair:#dfe2e6;--gap:#8c1c17;--accent:#1c4f9c;--serif:"Source Serif 4","Source Serif Pro",Georgia,"Times New Roman",serif;--mono:"JetBrains Mono",ui-monospace,"SF Mono",Menlo,Consolas,monospace}
*,*::before,*::after{box-sizing:border-box}
html{background:#e3e6e8;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:1032px;padding:24px;display:grid;grid-template-columns:200px minmax(0,760px);gap:24px;align-items:start;color:var(--ink);font:400 12.5px/1.46 var(--serif);font-variant-numeric:lining-nums tabular-nums;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
b{font-weight:640}
a{color:inherit}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}
.gap{font-style:italic;color:var(--gap)}
code{font:450 .8em/1.5 var(--mono);letter-spacing:-.01em}
.m{width:8px;height:8px;fill:#7a8088}
.m.square{fill:#00827f}.m.circle{fill:#7f39c1}.m.diamond{fill:#e9a12d;stroke:#a86d00;overflow:visible}
nav{position:sticky;top:24px;padding-top:38px;font-size:12.5px}
nav h2{font-size:12px;font-weight:640;color:var(--mid);margin-bottom:4px}
nav a{display:flex;gap:8px;padding:2.5px 8px 2.5px 0;text-decoration:none;color:var(--mid);line-height:1.35}
nav a b{font-weight:400;width:16px;flex:none;text-align:right;color:var(--soft)}
nav a:hover span{text-decoration:underline}
main{background:#fff;padding:40px 58px 26px;box-shadow:0 0 0 1px rgb(35 42 52/.1),0 3px 14px -4px rgb(35 42 52/.18)}
.head>div{display:flex;justify-content:space-between;gap:16px;font-size:10.5px;color:var(--soft);padding-bottom:6px;border-bottom:.75px solid var(--ink)}
h1{font-size:27px;line-height:31px;font-weight:560;letter-spacing:-.012em;margin:26px 0 2px}
.sub{font-size:15px;color:var(--mid);font-style:italic}
.meta{display:grid;grid-template-columns:1fr 1fr;margin-top:16px;border-top:1.1px solid var(--ink);border-bottom:1.1px solid var(--ink);font-size:12px}
.meta>div,.facts>div{display:grid;grid-template-columns:92px 1fr;padding:4px 10px 4px 0}
.meta>div:nth-child(n+3),.facts>div+div{border-top:.5px solid var(--line)}
.meta>div:last-child:nth-child(odd){grid-column:1/-1}
dt{color:var(--soft)}
section{margin-top:19px}
h2{font-size:14.5px;font-weight:640;line-height:1.3;display:flex;gap:11px;margin-bottom:5px}
h2 b{min-width:15px;flex:none;font-weight:640}
section>p{max-width:620px}
section>p+p{margin-top:5px}
section>ul{margin-top:6px;font-size:11.5px}
section>ul>li{padding-left:13px;position:relative;max-width:620px}
section>ul>li::before{content:"–";position:absolute;left:0;color:var(--soft)}
.note{font-size:11.5px;color:var(--mid)}
.note.awaiting,.note.absent{font-style:italic;color:var(--soft)}
table+.note,ul+.note,.note+.note{margin-top:6px}
.t{width:100%;margin-top:6px;border-collapse:collapse;table-layout:fixed;font-size:11.2px;line-height:1.36;border-top:1.1px solid var(--ink);border-bottom:1.1px solid var(--ink)}
.note+.t,.t+.t,ul+.t,p+.t{margin-top:12px}
.t+p{margin-top:8px}
h2+.t{margin-top:6px}
.t caption{text-align:left;font-size:11.5px;font-weight:600;padding:6px 0 5px}
.t caption.sr{padding:0}
.t th,.t td{text-align:left;vertical-align:top;padding:4.5px 8px 4.5px 0;font-weight:400}
.t th:last-child,.t td:last-child{padding-right:0}
.t thead th{font-weight:600;hyphens:auto;vertical-align:bottom;border-bottom:.6px solid var(--ink);padding-block:4px}
.t tbody tr+tr>*{border-top:.5px solid var(--hair)}
.t .n{color:var(--soft)}
.t .soft{font-size:10.4px}
.t .m{margin-right:1px}
.facts{margin-top:10px;border-top:1.1px solid var(--ink);border-bottom:1.1px solid var(--ink);font-size:11.2px}
.facts>div{grid-template-columns:150px 1fr}
.facts dt{color:var(--ink)}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin-top:10px}
.card{display:flex;flex-direction:column;border-top:1.1px solid var(--ink);padding-top:8px;font-size:11.5px;line-height:1.45}
.card h3{font-size:15px;font-weight:600;line-height:19px;display:flex;gap:7px;align-items:center}
.card .m{width:10px;height:10px}
.card dt{font-size:10.5px;margin-top:5px}
.card dl{margin-bottom:10px}
.wait{margin-top:auto;border:1px dashed #8b9099;border-radius:3px;padding:12px 10px;color:#4a4f57;font-style:italic;line-height:1.4}
footer>div{margin-top:34px;border-top:.75px solid var(--ink);padding-top:6px;font-size:10px;line-height:14px;color:var(--mid)}
footer span{display:block}
footer code{font-size:9.4px;line-height:14px;color:var(--ink)}
${WIDTHS}
@media screen and (max-width:1031px){
body{display:block;max-width:808px}
nav{display:none}
}
@media screen and (max-width:700px){
html{background:#fff}
body{padding:0;font-size:15px}
main{padding:18px 18px 28px;box-shadow:none}
.head{font-size:12px}
h1{font-size:25px;line-height:1.2;margin-top:20px}
.sub{font-size:17px}
.meta{grid-template-columns:1fr;font-size:14px}
.meta>div:nth-child(n+2){border-top:.5px solid var(--line)}
h2{font-size:18px}
section{margin-top:28px}
section>ul,.note{font-size:14px}
.t,.t tbody,.t tr,.t th,.t td,.t caption{display:block;width:auto}
.t{font-size:14px;line-height:1.4}
.t thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.t caption{font-size:14px;padding:8px 0}
.t tr{display:grid;grid-template-columns:auto 1fr;padding:10px 0}
.t tbody tr+tr{border-top:.75px solid var(--line)}
.t tbody tr+tr>*{border-top:0}
.t tbody th{font-weight:600;padding:0 0 4px;grid-column:1/-1}
.t td.n+th{grid-column:2}
.t tbody th .soft,.t .soft{font-size:13px}
.t tbody th .soft{font-weight:400}
.t td{display:grid;grid-column:1/-1;grid-template-columns:118px 1fr;column-gap:10px;padding:2px 0}
.t td::before{content:attr(data-label);color:var(--soft);font-size:12.5px;line-height:1.55;grid-row:1/span 9}
.t td>*{grid-column:2}
.t td.n{display:block;grid-column:1;font-size:12.5px;line-height:1.55;padding:0 9px 0 0}
.t td.dash{display:none}
.t td.n::before{content:none}
.facts{font-size:14px}
.facts>div{grid-template-columns:1fr;padding:6px 0}
.facts dt{color:var(--soft);font-size:12.5px}
.cards{grid-template-columns:1fr}
.card{font-size:14px}
.card h3{font-size:17px}
.card dt{font-size:12.5px}
footer{font-size:12px;line-height:1.4}
footer code{font-size:12px;line-height:1.5}
}
@page{size:A4;margin:14mm 16mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:400 7.5pt/1.4 "Source Serif 4","Source Serif Pro",Georgia,serif;color:#3b4048;vertical-align:top;padding-top:1mm}}
@media print{
html{background:none}
body{display:block;max-width:none;padding:0;font-size:9.4pt}
nav{display:none}
main{padding:0;box-shadow:none}
main{display:table;width:100%;border-collapse:separate}
.head{display:table-header-group;break-inside:avoid}
footer{display:table-footer-group;break-inside:avoid}
.head>div{font-size:7.9pt;margin-bottom:5mm}
footer>div{margin-top:5mm;font-size:7.5pt;line-height:10.5pt}
footer code{font-size:7pt}
h1{margin-top:0}
a{text-decoration:none}
h2,.t caption{break-after:avoid}
h2+*{break-before:avoid}
.t thead{display:table-header-group;break-after:avoid}
.t tbody tr:first-child{break-before:avoid}
.t tr,.card,.facts>div,.meta,li{break-inside:avoid}
p{orphans:2;widows:2}
.m,.wait{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;
