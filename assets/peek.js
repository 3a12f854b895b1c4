addEventListener("click",async e=>{
const mark=e.target.closest(".mark"),p=mark?.parentNode,old=p?.nextSibling;
if(!mark||e.ctrlKey||e.metaKey||e.shiftKey)return;
e.preventDefault();
if(old?.className=="peek")return old.remove();
try{
const page=new DOMParser().parseFromString(await(await fetch(mark.href)).text(),"text/html"),q=page.getElementById(mark.hash.slice(1)).closest("p");
q.querySelectorAll(".mark").forEach(m=>m.remove());
q.querySelectorAll("[id]").forEach(s=>s.removeAttribute("id"));
q.className="peek";q.lang=mark.hreflang;q.dir=page.documentElement.dir;
p.after(q)
}catch{location=mark.href}
})
