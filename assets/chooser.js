(()=>{
const links=[...document.querySelectorAll("main a[hreflang]")],arrived=performance.getEntriesByType("navigation")[0],store="diglot_language";
links.forEach(link=>link.addEventListener("click",()=>{try{localStorage.setItem(store,link.hreflang);document.cookie=`diglot_language=${link.hreflang};path=/;max-age=31536000`}catch{}}));
if(arrived&&arrived.type=="back_forward")return;
let kept;
try{kept=localStorage.getItem(store)}catch{}
for(const wanted of [kept,...navigator.languages||[]])if(wanted){
const tag=wanted.toLowerCase(),primary=tag.split("-")[0];
const link=links.find(l=>l.hreflang.toLowerCase()==tag)||links.find(l=>l.hreflang.toLowerCase().split("-")[0]==primary);
if(link)return location.replace(link.href)
}
})()
