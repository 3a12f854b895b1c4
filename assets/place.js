(()=>{
const all=s=>document.querySelectorAll(s),key="diglot.place",html=document.documentElement;
all(".languages a").forEach(a=>a.onclick=e=>{
if(e.ctrlKey||e.metaKey||e.shiftKey)return;
e.preventDefault();
let to=a.href;
try{
if(a.hreflang)localStorage["diglot.language"]=a.hreflang;
for(const s of all(".s[id]")){
const{top,bottom,height}=s.getBoundingClientRect();
if(height&&bottom>1){
to+="#"+s.id;
sessionStorage[key]=JSON.stringify([s.id,top<0?top/height:top]);
break}}
}catch{}
location=to});
addEventListener("keydown",e=>{if(e.altKey&&e.code=="KeyL"){e.preventDefault();all("[aria-keyshortcuts]")[0].click()}});
try{
const[id,top]=JSON.parse(sessionStorage[key]),s=document.getElementById(id);
delete sessionStorage[key];
if(location.hash=="#"+id){
s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)-parseFloat(getComputedStyle(html).scrollPaddingTop)+"px";
s.scrollIntoView()}
}catch{}
})()
