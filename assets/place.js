{const all=s=>document.querySelectorAll(s),key="diglot",page=u=>u.replace(/(index\.html)?(#.*)?$/,""),disk=!location.host;
all(".languages a").forEach(a=>a.onclick=()=>{try{for(const s of all(".s[id]")){const{top,bottom,height}=s.getBoundingClientRect(),at=[s.id,top<0?top/height:top];
if(height&&bottom>9){disk?a.hash=at:sessionStorage[key]=[...at,page(a.href)];break}}
if(a.hreflang)document.cookie="diglot_language="+(localStorage["diglot.language"]=a.hreflang)+";path=/;max-age=31536000"
}catch{}});
onkeydown=e=>{e.altKey&&e.code=="KeyL"&&(e.preventDefault(),all("[aria-keyshortcuts]")[0].click())};
try{const[id,top,...to]=(disk?location.hash.slice(1):sessionStorage[key]).split(","),s=document.getElementById(id);
delete sessionStorage[key];if(disk?top:to==page(location.href)){s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)-parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)+"px";s.scrollIntoView();history.replaceState(0,"","#"+id)}}catch{}
}
