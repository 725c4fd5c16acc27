// What the visitor chose, set before the first paint.
{
  const root = document.documentElement, look = root.dataset, own = { ...look };
  let kept;
  const chosen = () => {
    try { kept = localStorage.view; } catch {}
    try { return JSON.parse(kept); } catch { return {}; }
  };
  const show = () => {
    for (const key in look) delete look[key];
    Object.assign(look, own, chosen());
    root.className = "";
    for (const it of document.querySelectorAll("#view input"))
      it.checked = it.name in look ? look[it.name] == it.value : it.defaultChecked;
  };
  const keep = (choice) => {
    kept = JSON.stringify(choice);
    try { localStorage.view = kept; } catch {}
    show();
  };
  show();
  for (const it of ["DOMContentLoaded", "pageshow", "storage"]) addEventListener(it, show);
  onchange = ({ target: it }) => it.form?.id == "view" && keep({ ...chosen(), [it.name]: it.value });
  onreset = () => setTimeout(keep, 0, {});
  onclick = ({ target: it }) => void (it.id == "view-off" && keep({}));
}
