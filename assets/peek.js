onclick=async e=>{const a=e.target.closest(".mark"),o=a?.peek;if(!a||e.ctrlKey|e.metaKey|e.shiftKey)return;e.preventDefault();if(o==1)return;a.ariaExpanded=a.peek=!o;if(o)return o.remove();
try{const n=Document.parseHTMLUnsafe(await(await fetch(a)).text()),p=n.getElementById(a.hash.slice(1)).closest("p");
p.querySelectorAll("[id]").forEach(e=>e.removeAttribute("id"));p.querySelector(".mark").remove();
p.className="peek";p.lang=a.hreflang;p.dir=n.dir||"ltr";a.parentNode.after(a.peek=p)}catch{location=a}}
