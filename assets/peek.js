onclick=async e=>{
const a=e.target.closest(".mark"),p=a?.parentNode,o=p?.nextSibling;
if(!a||e.ctrlKey||e.metaKey||e.shiftKey)return;
e.preventDefault();
if(o?.className=="peek")return a.ariaExpanded=!1,o.remove();
if(a.busy)return;
a.busy=1;
try{const d=new DOMParser().parseFromString(await(await fetch(a)).text(),"text/html"),q=d.getElementById(a.hash.slice(1)).closest("p");
q.querySelectorAll("[id]").forEach(e=>e.removeAttribute("id"));q.querySelector(".mark")?.remove();
q.className="peek";q.lang=a.hreflang;q.dir=d.dir||"ltr";
p.after(q);a.ariaExpanded=!0}catch{location=a}a.busy=0}
