/** The look of a report in a browser and on its paper: dark ink on white, whatever the theme of the window. */
export const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 32px;max-width:820px;background:#fff;color:#14181d;font:13px/1.45 Inter,"Noto Sans","Noto Sans SC",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{margin:0;font-size:22px}
header p{margin:2px 0 12px;color:#4a545f}
h2{margin:20px 0 6px;padding-bottom:3px;border-bottom:1px solid #cfd6de;font-size:14px}
.draft,.warning{color:#8a3600}
.draft{padding:6px 10px;border:1px solid #8a3600;font-weight:600}
.faint{color:#4a545f}
.strong{font-weight:600}
p{margin:4px 0;overflow-wrap:anywhere}
ul{margin:4px 0;padding-left:18px;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:3px 20px;margin:6px 0}
dl div{display:flex;gap:8px}
dt{flex:0 0 110px;color:#4a545f}
dd{margin:0;overflow-wrap:anywhere}
table{width:100%;margin:6px 0 10px;border-collapse:collapse}
caption{padding:4px 0;text-align:left;font-weight:600}
th,td{padding:2px 8px 2px 0;border-bottom:1px solid #e6eaee;text-align:left;font-weight:400;vertical-align:top}
thead th{color:#4a545f}
.right{text-align:right}
small{display:block;color:#4a545f;font-size:11px;overflow-wrap:anywhere}
.figures{display:flex;flex-wrap:wrap;gap:14px;margin:8px 0}
figure{margin:0;flex:0 0 230px}
figure.wide{flex-basis:360px}
figure svg{display:block;width:100%;font-family:inherit}
figcaption{margin-top:3px;color:#4a545f;font-size:12px}
footer{margin-top:24px;padding-top:6px;border-top:1px solid #cfd6de;color:#4a545f;font-size:12px}
@media print{body{padding:0;max-width:none}section{break-inside:auto}figure,tr{break-inside:avoid}h2{break-after:avoid}}
@page{size:A4;margin:15mm}
`
