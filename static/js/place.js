// "Here": the telephone's place goes along, is shown, and can be taken back. Asked for only when pressed.
const PATIENCE = 20_000;

export function start(each) {
  each("[data-place]", (box) => {
    const part = (name) => box.querySelector(`[data-${name}]`);
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => box.querySelector(`[name=${name}]`));
    const only = (shown) => {
      for (const name of ["here-taken", "here-asking", "here-failed"]) part(name).hidden = name !== shown;
    };
    const show = () => {
      part("here-numbers").textContent = `${Number(latitude.value).toFixed(4)}°, ${Number(longitude.value).toFixed(4)}°`;
      only(latitude.value && "here-taken");
    };
    const put = (place) => {
      latitude.value = place?.coords.latitude.toFixed(5) ?? "";
      longitude.value = place?.coords.longitude.toFixed(5) ?? "";
      show();
      box.dispatchEvent(new Event("change", { bubbles: true }));
    };
    part("here").hidden = !navigator.geolocation;
    part("here").addEventListener("click", () => {
      only("here-asking");
      const options = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 };
      navigator.geolocation.getCurrentPosition(put, () => only("here-failed"), options);
    });
    part("here-back").addEventListener("click", () => put(null));
    box.addEventListener("place:restored", show);
    show();
  });
}
