(()=>{
const all=s=>document.querySelectorAll(s),key="diglot.place",page=u=>u.replace(/(index\.html)?(#.*)?$/,"");
all(".languages a").forEach(a=>a.onclick=()=>{
try{
if(a.hreflang)localStorage["diglot.language"]=a.hreflang;
for(const s of all(".s[id]")){
const{top,bottom,height}=s.getBoundingClientRect();
if(height&&bottom>1){
sessionStorage[key]=JSON.stringify([page(a.href),s.id,top<0?top/height:top]);
break}}
}catch{}});
addEventListener("keydown",e=>{if(e.altKey&&e.code=="KeyL"){e.preventDefault();all("[aria-keyshortcuts]")[0].click()}});
try{
const[to,id,top]=JSON.parse(sessionStorage[key]),s=document.getElementById(id);
delete sessionStorage[key];
if(to==page(location.href)){
s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)-parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)+"px";
s.scrollIntoView();
history.replaceState(0,"","#"+id)}
}catch{}
})()
