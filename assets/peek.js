onclick=async e=>{
const a=e.target.closest(".mark"),p=a?.parentNode,o=p?.nextSibling;
if(!a||e.ctrlKey||e.metaKey||e.shiftKey)return;
e.preventDefault();
if(o?.className=="peek")return o.remove();
try{const d=new DOMParser().parseFromString(await(await fetch(a)).text(),"text/html"),q=d.getElementById(a.hash.slice(1)).closest("p");
q.innerHTML=q.innerHTML.replace(/ id="[^"]*"|<a class="mark.*?<\/a>/g,"");
q.className="peek";q.lang=a.hreflang;q.dir=d.dir||"ltr";
p.after(q)}catch{location=a}}
